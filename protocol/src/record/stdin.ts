import { FrameWriter, runBytes } from './encode.ts';
import { EntryKind, StreamId } from './entry.ts';
import { ENTRY_HEADER_BYTES, FRAME_HEADER_BYTES, FrameKind } from './frame.ts';
import type { FrameHeader, RawEntry } from './raw-entry.ts';
import { bad } from './raw-entry.ts';

/** Bytes for a child's stdin. */
export interface StdinFrame {
  readonly kind: typeof FrameKind.stdin;
  readonly run: string;
  readonly chunks: readonly StdinChunk[];
}

export interface StdinChunk {
  /** This client's own count of bytes sent to this run before these. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** One frame that carries `bytes` from `offset` on. @throws FrameError when `run` is no ULID. */
export function encodeStdin(run: string, offset: number, bytes: Uint8Array): Uint8Array {
  const writer = new FrameWriter({
    kind: FrameKind.stdin,
    run: runBytes(run),
    seq: 0,
    time: 0,
    capacity: FRAME_HEADER_BYTES + ENTRY_HEADER_BYTES + bytes.length,
  });
  writer.append(EntryKind.data, StreamId.stdin, offset, 0, bytes);
  return writer.seal();
}

/**
 * Checks what a stdin frame may hold: data of stream 0. Entries that go on where the one before ends are one chunk: each
 * chunk is a write(2) where it arrives, and a client may have made them as small as it likes.
 * @throws FrameError
 */
export function readStdin(header: FrameHeader, entries: readonly RawEntry[]): StdinFrame {
  for (const [i, entry] of entries.entries()) {
    if (entry.kind !== EntryKind.data || entry.stream !== StreamId.stdin || entry.flags !== 0) {
      throw bad(`entry ${i} of a stdin frame is not plain stdin data`);
    }
  }
  const chunks: StdinChunk[] = [];
  for (let from = 0; from < entries.length; ) {
    const to = endOfChunk(entries, from);
    chunks.push(joined(entries.slice(from, to)));
    from = to;
  }
  return { kind: FrameKind.stdin, run: header.run, chunks };
}

/** The index after the last entry that goes on without a hole from the one at `from`. */
function endOfChunk(entries: readonly RawEntry[], from: number): number {
  let to = from;
  for (let next = entries[from]?.offset; entries[to]?.offset === next && next !== undefined; to += 1) {
    next += entries[to]?.payload.length ?? 0;
  }
  return to;
}

function joined(entries: readonly RawEntry[]): StdinChunk {
  const [first] = entries;
  if (first === undefined) return { offset: 0, bytes: new Uint8Array(0) };
  if (entries.length === 1) return { offset: first.offset, bytes: first.payload };
  const bytes = new Uint8Array(entries.reduce((sum, { payload }) => sum + payload.length, 0));
  let at = 0;
  for (const { payload } of entries) {
    bytes.set(payload, at);
    at += payload.length;
  }
  return { offset: first.offset, bytes };
}
