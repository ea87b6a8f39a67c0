import { type BytesFrame, readBytes } from './bytes.ts';
import type { Entry } from './entry.ts';
import { EntryKind, StreamId } from './entry.ts';
import { EntryFlag, FrameKind } from './frame.ts';
import type { FrameHeader, RawEntry } from './raw-entry.ts';
import { bad, readEntries, readHeader } from './raw-entry.ts';
import type { RowsFrame } from './rows.ts';
import { readRows } from './rows.ts';
import type { StdinFrame } from './stdin.ts';
import { readStdin } from './stdin.ts';

/** Consecutive entries of a record, or one `gap` that stands for entries no longer held. */
export interface RecordFrame {
  readonly kind: typeof FrameKind.record;
  readonly run: string;
  /** Of the first entry. */
  readonly seq: number;
  /** Payloads are views on the frame. */
  readonly entries: readonly Entry[];
  /**
   * Where to go on after this frame: what `attach` takes as `from`. After a gap the first entry behind it; after
   * a part of a split entry that entry, again.
   */
  readonly nextSeq: number;
}

export type Frame = RecordFrame | RowsFrame | StdinFrame | BytesFrame;

/**
 * Reads one frame and checks all of it: lengths, kinds, streams, flags, numbers. Copies nothing: payloads are views.
 * @throws FrameError saying what is wrong.
 */
export function decodeFrame(bytes: Uint8Array): Frame {
  const header = readHeader(bytes);
  const entries = readEntries(bytes, header.count);
  switch (header.kind) {
    case FrameKind.record:
      return readRecord(header, entries);
    case FrameKind.rows:
      return readRows(header, entries);
    case FrameKind.stdin:
      return readStdin(header, entries);
    case FrameKind.bytes:
      return readBytes(header, entries);
  }
}

function readRecord(header: FrameHeader, raw: readonly RawEntry[]): RecordFrame {
  const last = raw.length - 1;
  let more = false;
  const entries = raw.map((entry, i): Entry => {
    const { kind, stream } = checkKind(entry, i);
    more = kind === EntryKind.data && i === last && entry.flags === EntryFlag.more;
    if (entry.flags !== 0 && !more) throw bad(`entry ${i} has unknown flags ${entry.flags}`);
    return { kind, stream, seq: header.seq + i, offset: entry.offset, time: entry.time, payload: entry.payload };
  });
  const end = header.seq + entries.length - (more ? 1 : 0);
  const nextSeq = entries[0]?.kind === EntryKind.gap ? gapEnd(entries) : end;
  return { kind: FrameKind.record, run: header.run, seq: header.seq, entries, nextSeq };
}

/** Kinds that belong to one of the three streams; the others belong to none. */
const OF_A_STREAM: ReadonlySet<number> = new Set([EntryKind.data, EntryKind.eof, EntryKind.flow, EntryKind.consumer]);
const KINDS: ReadonlySet<number> = new Set(Object.values(EntryKind));

function checkKind(entry: RawEntry, i: number): { kind: EntryKind; stream: StreamId } {
  if (!KINDS.has(entry.kind)) throw bad(`entry ${i} has unknown kind ${entry.kind}`);
  const known = OF_A_STREAM.has(entry.kind) ? entry.stream <= StreamId.stderr : entry.stream === StreamId.none;
  if (!known) throw bad(`entry ${i} of kind ${entry.kind} names stream ${entry.stream}`);
  return { kind: entry.kind as EntryKind, stream: entry.stream as StreamId };
}

/** A gap's length is in its offset field, so that one need not read its payload to go on. */
function gapEnd(entries: readonly Entry[]): number {
  const [gap, ...rest] = entries;
  if (gap === undefined || rest.length > 0) throw bad('a gap stands alone in its frame');
  if (gap.offset <= gap.seq) throw bad(`a gap from ${gap.seq} to ${gap.offset}`);
  return gap.offset;
}
