const LF = 10;
/** Bytes of a line looked at one by one; a search by the engine costs a call, which pays for longer lines only. */
const NEAR = 32;

/** Where the lines of a batch end, until it is known how many there are. Never kept. */
let found = new Uint32Array(16_384);

/**
 * Several lines in a row, each with its newline; only what comes last before the end of the stream may have none. The
 * lines are views on `bytes`, made when they are asked for, and like `bytes` never written again.
 */
export class LineBatch implements Iterable<Uint8Array> {
  /** All the lines, one behind the other. */
  readonly bytes: Uint8Array;
  /** Where each line ends: the index in `bytes` after its newline. */
  readonly ends: Uint32Array;

  constructor(bytes: Uint8Array, ends: Uint32Array) {
    this.bytes = bytes;
    this.ends = ends;
  }

  /** Number of lines, at least one. */
  get length(): number {
    return this.ends.length;
  }

  /** The line at `index`, from 0; undefined where there is none. */
  at(index: number): Uint8Array | undefined {
    const end = this.ends[index];
    if (end === undefined) return undefined;
    const start = this.ends[index - 1] ?? 0;
    return new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + start, end - start);
  }

  /** The lines in turn. */
  *[Symbol.iterator](): IterableIterator<Uint8Array, undefined> {
    const { buffer, byteOffset } = this.bytes;
    let start = 0;
    for (const end of this.ends) {
      yield new Uint8Array(buffer, byteOffset + start, end - start);
      start = end;
    }
  }
}

/** The lines `bytes` begins with that are whole, and without their newline not longer than `limit` bytes. */
export function wholeLines(bytes: Uint8Array, limit: number): LineBatch | null {
  let count = 0;
  let start = 0;
  for (;;) {
    const end = lineEnd(bytes, start);
    if (end === 0 || end - start - 1 > limit) break;
    if (count === found.length) found = grown(found);
    found[count] = end;
    count += 1;
    start = end;
  }
  return count === 0 ? null : new LineBatch(bytes.subarray(0, start), found.slice(0, count));
}

/** Index after the first newline at or after `start`, or 0. */
function lineEnd(bytes: Uint8Array, start: number): number {
  const near = Math.min(start + NEAR, bytes.length);
  for (let at = start; at < near; at += 1) if (bytes[at] === LF) return at + 1;
  return near === bytes.length ? 0 : bytes.indexOf(LF, near) + 1;
}

function grown(ends: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(ends.length * 2);
  larger.set(ends);
  return larger;
}
