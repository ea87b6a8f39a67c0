import type { ByteQueue } from '../base/byte-queue.ts';
import { ValueError } from './errors.ts';

/** Where a separator lies, as distances from the front of the queue. */
export interface SeparatorMatch {
  readonly start: number;
  /** Just past the separator's last byte. */
  readonly end: number;
}

/** One separator, or several of which the one that ends first counts. */
export type Separator = Uint8Array | readonly Uint8Array[];

/**
 * Looks for separators in a queue that grows. Every byte is looked at once, however small the pieces it comes in,
 * also when a separator lies across several chunks.
 */
export class SeparatorSearch {
  /** Length in bytes of the longest separator. */
  readonly longest: number;
  readonly #needles: readonly Needle[];
  /** `queue.start` for which the state is true. */
  #origin = -1;
  /** Absolute position of the first byte not looked at. */
  #position = 0;

  /** @throws ValueError for no separator or an empty one; TypeError for anything but bytes. */
  constructor(separator: Separator) {
    const all: readonly unknown[] = separator instanceof Uint8Array ? [separator] : separator;
    if (!Array.isArray(all)) throw new TypeError('separator must be a Uint8Array or an array of them');
    if (all.length === 0) throw new ValueError('Separator should contain at least one element');
    const needles = all.map((bytes) => new Needle(bytes)).sort((a, b) => a.length - b.length);
    if (needles[0]?.length === 0) throw new ValueError('Separator should be at least one-byte string');
    this.#needles = needles;
    this.longest = needles[needles.length - 1]?.length ?? 0;
  }

  /** The match with the smallest end (of several the shortest separator), or null when there is none yet. */
  find(queue: ByteQueue): SeparatorMatch | null {
    if (queue.start !== this.#origin) this.#restart(queue.start);
    const from = this.#position;
    let best: SeparatorMatch | null = null;
    for (const needle of this.#needles) {
      const end = needle.search(queue, from, best === null ? Number.POSITIVE_INFINITY : best.end);
      if (end !== -1) best = { start: end - needle.length, end };
    }
    this.#position = queue.start + queue.size;
    return best;
  }

  #restart(origin: number): void {
    this.#origin = origin;
    this.#position = origin;
    for (const needle of this.#needles) needle.reset();
  }
}

/** Knuth-Morris-Pratt over chunks: how much of the separator the bytes so far end with is all there is to remember. */
class Needle {
  readonly length: number;
  readonly #bytes: Uint8Array;
  /** For each prefix, the length of the longest shorter prefix it ends with. */
  readonly #fallback: Uint32Array;
  #matched = 0;

  constructor(bytes: unknown) {
    if (!(bytes instanceof Uint8Array)) throw new TypeError('separator must be a Uint8Array or an array of them');
    this.#bytes = new Uint8Array(bytes);
    this.length = bytes.length;
    this.#fallback = fallbacks(this.#bytes);
  }

  reset(): void {
    this.#matched = 0;
  }

  /** Distance of the match's end from the front of the queue if it is below `before`, else -1. */
  search(queue: ByteQueue, from: number, before: number): number {
    let found = -1;
    queue.walk(from, (chunk, index, position) => {
      if (position - queue.start >= before) return true;
      const end = this.#feed(chunk, index);
      if (end === -1) return false;
      found = position - queue.start + end - index;
      return true;
    });
    return found < before ? found : -1;
  }

  /** Index just past the match in the chunk, or -1. */
  #feed(chunk: Uint8Array, from: number): number {
    const bytes = this.#bytes;
    let matched = this.#matched;
    for (let i = from; i < chunk.length; i += 1) {
      if (matched === 0) {
        i = chunk.indexOf(bytes[0] ?? 0, i);
        if (i === -1) break;
      }
      while (matched > 0 && bytes[matched] !== chunk[i]) matched = this.#fallback[matched - 1] ?? 0;
      if (bytes[matched] === chunk[i]) matched += 1;
      if (matched === bytes.length) return i + 1;
    }
    this.#matched = matched;
    return -1;
  }
}

function fallbacks(bytes: Uint8Array): Uint32Array {
  const table = new Uint32Array(bytes.length);
  for (let i = 1, length = 0; i < bytes.length; i += 1) {
    while (length > 0 && bytes[i] !== bytes[length]) length = table[length - 1] ?? 0;
    if (bytes[i] === bytes[length]) length += 1;
    table[i] = length;
  }
  return table;
}
