import type { Entry, RecordFrame, Row, RowCounts, StreamId } from '@pipescope/protocol';
import { decodeFrame, EntryKind, RowsWriter, runBytes } from '@pipescope/protocol';
import { skipNewlines } from './count-newlines.ts';
import type { Limits } from './limits.ts';
import type { HeldFrame, Record } from './record.ts';
import type { StreamMark } from './row-tally.ts';
import { RowTally } from './row-tally.ts';

const NEWLINE = 10;

export interface RowsRequest {
  /** ULID. */
  readonly run: string;
  readonly record: Record;
  readonly tag: number;
  /** First row wanted, from 1. */
  readonly from: number;
  readonly count: number;
  /** Rows begun and what is recorded of each stream; all of it sealed. */
  readonly rows: number;
  readonly streams: RowCounts['streams'];
  readonly limits: Limits;
}

/** Rows `from` to `from + count - 1`, as far as they are held and fit, as one frame. */
export function rowsFrame(request: RowsRequest): Uint8Array {
  const { record, rows, streams, limits } = request;
  const firstRow = Math.min((record.frame(0)?.start.rows ?? rows) + 1, rows + 1);
  const first = Math.max(request.from, firstRow, 1);
  const wanted = Math.min(request.count, limits.rowsPerRequest, Math.max(0, rows + 1 - first));
  const writer = new RowsWriter({
    run: runBytes(request.run),
    tag: request.tag,
    counts: { rows, firstRow, from: request.from, streams },
    first,
  });
  for (const row of wanted > 0 ? new RowsWalk(record, limits, first, wanted).rows() : []) {
    if (writer.length > limits.rowsFrameBytes) break;
    writer.append(row);
  }
  return writer.seal();
}

/** A row whose newline has not been met yet. */
interface OpenRow {
  readonly stream: StreamId;
  readonly line: number;
  readonly offset: number;
  readonly time: number;
  /** Its first bytes, up to what a row may carry. */
  readonly pieces: Uint8Array[];
  room: number;
  /** Stream offset of its newline, or -1. */
  newline: number;
}

/** One pass over the held frames that collects some rows. */
class RowsWalk {
  readonly #record: Record;
  readonly #first: number;
  readonly #wanted: number;
  readonly #rowBytes: number;
  readonly #found: OpenRow[] = [];
  /** By fd: the wanted row that is still open there. */
  readonly #open: (OpenRow | null)[] = [null, null, null];

  constructor(record: Record, limits: Limits, first: number, wanted: number) {
    this.#record = record;
    this.#first = first;
    this.#wanted = wanted;
    this.#rowBytes = limits.rowBytes;
  }

  rows(): Omit<Row, 'number'>[] {
    const start = this.#record.lastIndexWhere((frame) => frame.start.rows < this.#first);
    for (let i = start; i < this.#record.frameCount; i++) {
      const frame = this.#record.frame(i) as HeldFrame;
      if (this.#isDone()) break;
      if (this.#needsBytes()) this.#walkFrame(frame);
      else this.#skipFrame(frame);
    }
    const end: readonly StreamMark[] = this.#record.end.streams;
    return this.#found.map((row) => this.#finish(row, end[row.stream]?.bytes ?? 0));
  }

  #isDone(): boolean {
    return this.#found.length === this.#wanted && this.#open.every((row) => row === null);
  }

  /** False when all that is missing is where open rows end, which the index of a frame tells. */
  #needsBytes(): boolean {
    return this.#found.length < this.#wanted || this.#open.some((row) => row !== null && row.room > 0);
  }

  #skipFrame(frame: HeldFrame): void {
    for (const fd of [0, 1, 2] as const) {
      const row = this.#open[fd];
      if (row && frame.firstNewline[fd] >= 0) this.#close(row, frame.firstNewline[fd]);
    }
  }

  #walkFrame(frame: HeldFrame): void {
    const tally = new RowTally(frame.start);
    for (const entry of (decodeFrame(frame.bytes) as RecordFrame).entries) {
      if (entry.kind === EntryKind.data) this.#walkEntry(entry, tally);
    }
  }

  #walkEntry(entry: Entry, tally: RowTally): void {
    const { payload, stream } = entry;
    const open = this.#open[stream];
    if (open) this.#extend(open, payload, 0, entry.offset);
    const before = tally.rows;
    const { lines, open: continues } = tally.stream(stream);
    const begun = tally.add(stream, payload);
    const next = this.#first + this.#found.length;
    if (this.#found.length === this.#wanted || before + begun < next) return;
    const skip = next - before - 1;
    const newlines = skip + (continues ? 1 : 0);
    let at = newlines === 0 ? 0 : skipNewlines(payload, 0, newlines);
    for (let line = lines + skip + 1; at < payload.length && this.#found.length < this.#wanted; line++) {
      at = this.#begin(entry, at, line);
    }
  }

  /** A wanted row begins at `at`; returns where the next one does. */
  #begin(entry: Entry, at: number, line: number): number {
    const row: OpenRow = {
      stream: entry.stream,
      line,
      offset: entry.offset + at,
      time: entry.time,
      pieces: [],
      room: this.#rowBytes,
      newline: -1,
    };
    this.#found.push(row);
    this.#open[entry.stream] = row;
    return this.#extend(row, entry.payload, at, entry.offset);
  }

  /** More bytes of an open row, from `at` on; returns where they end. */
  #extend(row: OpenRow, payload: Uint8Array, at: number, offset: number): number {
    const newline = payload.indexOf(NEWLINE, at);
    const end = newline < 0 ? payload.length : newline;
    const piece = payload.subarray(at, Math.min(end, at + row.room));
    if (piece.length > 0) row.pieces.push(piece);
    row.room -= piece.length;
    if (newline >= 0) this.#close(row, offset + newline);
    return end + 1;
  }

  #close(row: OpenRow, newline: number): void {
    row.newline = newline;
    this.#open[row.stream] = null;
  }

  #finish(row: OpenRow, streamEnd: number): Omit<Row, 'number'> {
    const unterminated = row.newline < 0;
    const length = (unterminated ? streamEnd : row.newline + 1) - row.offset;
    const bytes = row.pieces.length === 1 ? (row.pieces[0] as Uint8Array) : Buffer.concat(row.pieces);
    const cut = bytes.length < length - (unterminated ? 0 : 1);
    return { stream: row.stream, line: row.line, offset: row.offset, time: row.time, length, bytes, unterminated, cut };
  }
}
