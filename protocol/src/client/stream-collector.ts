import { crc32 } from '../base/crc32.ts';
import { type Entry, EntryKind, type EofPayload, type StreamId } from '../record/entry.ts';
import { decodePayload } from '../record/payload.ts';

/** What has come of one stream. */
export interface Received {
  /** Bytes that came. */
  readonly bytes: number;
  /** CRC-32 of them, in the order they came. */
  readonly crc32: number;
  /** Bytes that were let go by the agent. */
  readonly missing: number;
  /** What the agent says the whole stream is; null until it has ended. */
  readonly eof: EofPayload | null;
  /** Every byte from offset 0 to the end came, and count and CRC-32 agree with the agent's. */
  readonly receivedWhole: boolean;
}

/** Checks one stream of a record: offsets without holes, and at the end the agent's count and CRC-32. */
export class StreamCollector {
  readonly #stream: StreamId;
  readonly #keep: ((chunk: Uint8Array) => void) | undefined;
  #bytes = 0;
  #nextOffset = 0;
  #missing = 0;
  #crc32 = 0;
  #eof: EofPayload | null = null;

  /** @param keep is given each chunk; entries of other streams are passed over. */
  constructor(stream: StreamId, keep?: (chunk: Uint8Array) => void) {
    this.#stream = stream;
    this.#keep = keep;
  }

  add(entries: readonly Entry[]): void {
    for (const entry of entries) if (entry.stream === this.#stream) this.#add(entry);
  }

  get received(): Received {
    const whole = this.#eof?.bytes === this.#bytes && this.#eof.crc32 === this.#crc32 && this.#missing === 0;
    return {
      bytes: this.#bytes,
      crc32: this.#crc32,
      missing: this.#missing,
      eof: this.#eof,
      receivedWhole: whole,
    };
  }

  #add(entry: Entry): void {
    if (entry.kind === EntryKind.eof) {
      this.#eof = decodePayload(EntryKind.eof, entry);
      this.#missing += Math.max(0, this.#eof.bytes - this.#nextOffset);
    } else if (entry.kind === EntryKind.data) {
      this.#missing += Math.max(0, entry.offset - this.#nextOffset);
      this.#nextOffset = entry.offset + entry.payload.length;
      this.#bytes += entry.payload.length;
      this.#crc32 = crc32(entry.payload, this.#crc32);
      this.#keep?.(entry.payload);
    }
  }
}
