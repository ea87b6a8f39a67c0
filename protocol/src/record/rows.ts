import * as v from 'valibot';
import { readU53, writeU53 } from '../base/u53.ts';
import { encodeUtf8 } from '../base/utf8.ts';
import type { Allocate } from './encode.ts';
import { FrameWriter } from './encode.ts';
import { StreamId } from './entry.ts';
import { EntryFlag, FrameError, FrameKind, RowsEntryKind } from './frame.ts';
import { parseJson } from './payload.ts';
import type { FrameHeader, RawEntry } from './raw-entry.ts';
import { bad } from './raw-entry.ts';

/** Bytes of a row's payload before its text: line number and length. */
export const ROW_PREFIX_BYTES = 16;

/** One line of one stream, numbered over all three. */
export interface Row {
  /** From 1, in the order in which the lines' first bytes came; never changes. */
  readonly number: number;
  readonly stream: StreamId;
  /** Number in its own stream, from 1. */
  readonly line: number;
  /** Stream offset of its first byte. */
  readonly offset: number;
  /** When its first byte came, microseconds since spawn. */
  readonly time: number;
  /** All its bytes so far, the newline too. */
  readonly length: number;
  /** The bytes without the newline; only the first ones when `cut`. */
  readonly bytes: Uint8Array;
  /** No newline has come (yet). */
  readonly unterminated: boolean;
  readonly cut: boolean;
}

export interface StreamCount {
  readonly bytes: number;
  readonly lines: number;
  readonly ended: boolean;
}

/** How much there is, as of this frame. */
export interface RowCounts {
  /** Rows begun. */
  readonly rows: number;
  /** First row still held in full; `rows + 1` when none is. */
  readonly firstRow: number;
  /** First row asked for. */
  readonly from: number;
  readonly streams: {
    readonly stdin: StreamCount | null;
    readonly stdout: StreamCount | null;
    readonly stderr: StreamCount | null;
  };
}

/** Rows by number. */
export interface RowsFrame {
  readonly kind: typeof FrameKind.rows;
  readonly run: string;
  /** The request or attachment it answers. */
  readonly tag: number;
  readonly counts: RowCounts;
  /** Without holes, from `counts.from` or, where that is gone, `counts.firstRow` on; may be fewer than asked for. */
  readonly rows: readonly Row[];
}

export interface RowsStart {
  /** ULID as 16 bytes. */
  readonly run: Uint8Array;
  readonly tag: number;
  readonly counts: RowCounts;
  /** Number of the first row that is appended. */
  readonly first: number;
  readonly capacity?: number;
  readonly allocate?: Allocate;
}

/** One rows frame being written. */
export class RowsWriter {
  readonly #frame: FrameWriter;

  constructor(start: RowsStart) {
    const { run, tag, first, counts, ...buffer } = start;
    this.#frame = new FrameWriter({ kind: FrameKind.rows, run, tag, seq: first, time: 0, ...buffer });
    this.#frame.append(RowsEntryKind.counts, StreamId.none, 0, 0, encodeUtf8(JSON.stringify(counts)));
  }

  /** Bytes the frame would have if sealed now. */
  get length(): number {
    return this.#frame.length;
  }

  /** Adds the next row; its `number` follows from its place. */
  append(row: Omit<Row, 'number'>): void {
    const payload = new Uint8Array(ROW_PREFIX_BYTES + row.bytes.length);
    const view = new DataView(payload.buffer);
    writeU53(view, 0, row.line);
    writeU53(view, 8, row.length);
    payload.set(row.bytes, ROW_PREFIX_BYTES);
    const flags = (row.unterminated ? EntryFlag.unterminated : 0) | (row.cut ? EntryFlag.cut : 0);
    this.#frame.append(RowsEntryKind.row, row.stream, row.offset, row.time, payload, flags);
  }

  seal(): Uint8Array {
    return this.#frame.seal();
  }
}

/** Checks what a rows frame may hold: counts, then rows. @throws FrameError */
export function readRows(header: FrameHeader, entries: readonly RawEntry[]): RowsFrame {
  const [first, ...rest] = entries;
  if (first?.kind !== RowsEntryKind.counts) throw bad('a rows frame begins with its counts');
  const rows = rest.map((entry, i) => readRow(entry, header.seq + i));
  return { kind: FrameKind.rows, run: header.run, tag: header.tag, counts: readCounts(first.payload), rows };
}

function readRow(entry: RawEntry, number: number): Row {
  const { kind, stream, flags, payload } = entry;
  if (kind !== RowsEntryKind.row || stream > StreamId.stderr) throw bad(`row ${number} is no row`);
  if (flags > 3) throw bad(`row ${number} has unknown flags ${flags}`);
  if (payload.length < ROW_PREFIX_BYTES) throw bad(`row ${number} is cut off`);
  const view = new DataView(payload.buffer, payload.byteOffset, ROW_PREFIX_BYTES);
  const line = readU53(view, 0);
  const length = readU53(view, 8);
  if (line < 1 || length < payload.length - ROW_PREFIX_BYTES) throw bad(`row ${number} has impossible numbers`);
  return {
    number,
    stream: stream as StreamId,
    line,
    offset: entry.offset,
    time: entry.time,
    length,
    bytes: payload.subarray(ROW_PREFIX_BYTES),
    unterminated: (flags & EntryFlag.unterminated) !== 0,
    cut: (flags & EntryFlag.cut) !== 0,
  };
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const streamCount = v.nullable(v.object({ bytes: count, lines: count, ended: v.boolean() }));
const rowCounts: v.GenericSchema<unknown, RowCounts> = v.object({
  rows: count,
  firstRow: count,
  from: count,
  streams: v.object({ stdin: streamCount, stdout: streamCount, stderr: streamCount }),
});

function readCounts(payload: Uint8Array): RowCounts {
  const result = v.safeParse(rowCounts, parseJson(payload));
  if (result.success) return result.output;
  throw new FrameError(`Counts of a rows frame: ${result.issues[0].message}`);
}
