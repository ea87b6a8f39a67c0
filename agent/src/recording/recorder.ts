import { crc32 } from 'node:zlib';
import type { EntryPayloads, StreamCount, TerminalSize } from '@pipescope/protocol';
import { EntryKind, encodePayload, FrameKind, FrameWriter, runBytes, StreamId } from '@pipescope/protocol';
import { FrameSealer } from './frame-sealer.ts';
import type { Limits } from './limits.ts';
import type { Record } from './record.ts';
import type { RowMark } from './row-tally.ts';
import { RowTally } from './row-tally.ts';

const NEWLINE = 10;
/** First room of a frame after quiet: an event or a few short lines. */
const SMALL_FRAME = 1_024;

/** Kinds of entries with a JSON payload that are written from outside; `eof` has a method of its own. */
type EventKind = Exclude<keyof EntryPayloads, typeof EntryKind.eof | typeof EntryKind.gap>;

/**
 * The one writer of a run's record. Gives every entry its number and time, copies bytes into the open frame (the
 * only copy they get) and seals frames into the record.
 */
export class Recorder {
  readonly #run: Uint8Array;
  readonly #record: Record;
  readonly #limits: Limits;
  readonly #sealer: FrameSealer;
  readonly #tally = new RowTally();
  readonly #crc: [number, number, number] = [0, 0, 0];
  readonly #endedAt: [number | null, number | null, number | null] = [null, null, null];
  #spawnedAt = performance.now();
  #seq = 0;
  #frame: FrameWriter | null = null;
  #frameSeq = 0;
  #frameStart: RowMark = this.#tally.mark();
  #firstNewline: [number, number, number] = [-1, -1, -1];
  #lastBytes = SMALL_FRAME;

  /** @param run ULID */
  constructor(run: string, record: Record, limits: Limits) {
    this.#run = runBytes(run);
    this.#record = record;
    this.#limits = limits;
    this.#sealer = new FrameSealer(limits, () => this.flush());
  }

  /** Rows begun, over all streams. */
  get rows(): number {
    return this.#tally.rows;
  }

  /** What is recorded of one stream so far. */
  count(fd: 0 | 1 | 2): StreamCount {
    const { bytes, lines } = this.#tally.stream(fd);
    return { bytes, lines, ended: this.#endedAt[fd] !== null };
  }

  /** When the end of a stream was recorded, in microseconds since spawn; null before that. */
  endedAt(fd: 0 | 1 | 2): number | null {
    return this.#endedAt[fd];
  }

  /** Microseconds since spawn, monotonic. */
  now(): number {
    return Math.round((performance.now() - this.#spawnedAt) * 1_000);
  }

  /** The process exists, with a terminal or without: time begins. */
  spawned(pid: number, terminal: TerminalSize | null = null): void {
    this.#spawnedAt = performance.now();
    this.event(EntryKind.spawn, StreamId.none, { pid, wall: Date.now(), ...(terminal === null ? {} : { terminal }) });
  }

  /** Bytes of a stream, as read from (1, 2) or accepted by (0) the kernel. */
  data(fd: 0 | 1 | 2, bytes: Uint8Array): void {
    const largest = this.#limits.frameBytes;
    for (let at = 0; at < bytes.length; at += largest) {
      this.#data(fd, bytes.length <= largest ? bytes : bytes.subarray(at, at + largest));
    }
  }

  /** End of a stream. */
  eof(fd: 0 | 1 | 2): void {
    if (this.#endedAt[fd] !== null) return;
    this.#endedAt[fd] = this.now();
    const { bytes } = this.#tally.stream(fd);
    this.#append(EntryKind.eof, fd, bytes, encodePayload(EntryKind.eof, { bytes, crc32: this.#crc[fd] }));
  }

  /** Something else that happened. */
  event<K extends EventKind>(kind: K, stream: StreamId, payload: EntryPayloads[K]): void {
    this.#append(kind, stream, 0, encodePayload(kind, payload));
  }

  /** Seals what is open, so that readers see all that is recorded. */
  flush(): void {
    const frame = this.#frame;
    if (frame === null) return;
    this.#sealer.sealed();
    this.#frame = null;
    this.#lastBytes = frame.length;
    const sealed = {
      bytes: frame.seal(),
      seq: this.#frameSeq,
      endSeq: this.#seq,
      start: this.#frameStart,
      firstNewline: this.#firstNewline,
    };
    this.#frameStart = this.#tally.mark();
    this.#firstNewline = [-1, -1, -1];
    this.#record.append(sealed, this.#frameStart);
  }

  #data(fd: 0 | 1 | 2, bytes: Uint8Array): void {
    const offset = this.#tally.stream(fd).bytes;
    this.#append(EntryKind.data, fd, offset, bytes, () => {
      this.#tally.add(fd, bytes);
      this.#crc[fd] = crc32(bytes, this.#crc[fd]);
      if (this.#firstNewline[fd] < 0) {
        const at = bytes.indexOf(NEWLINE);
        if (at >= 0) this.#firstNewline[fd] = offset + at;
      }
    });
  }

  /** @param count runs once the entry has its frame, before that frame can be sealed */
  #append(kind: EntryKind, stream: StreamId, offset: number, payload: Uint8Array, count?: () => void): void {
    const now = performance.now();
    const time = Math.round((now - this.#spawnedAt) * 1_000);
    const open = this.#frame;
    if (open !== null && open.length + payload.length > this.#limits.frameBytes) this.flush();
    const frame = this.#frame ?? this.#open(time, payload.length);
    frame.append(kind, stream, offset, time, payload);
    this.#seq++;
    count?.();
    if (frame.length >= this.#limits.frameSealBytes) this.flush();
    else this.#sealer.grew(payload.length, now);
  }

  #open(time: number, bytes: number): FrameWriter {
    this.#frameSeq = this.#seq;
    const flood = this.#lastBytes * 2 >= this.#limits.frameBytes;
    this.#frame = new FrameWriter({
      kind: FrameKind.record,
      run: this.#run,
      seq: this.#seq,
      time,
      // In a flood all frames have one size, so that the memory of frames that have left fits the next ones.
      capacity: flood ? this.#limits.frameBytes : bytes + SMALL_FRAME,
      allocate: (room) => this.#record.allocate(room),
      release: (memory) => this.#record.release(memory),
    });
    return this.#frame;
  }
}
