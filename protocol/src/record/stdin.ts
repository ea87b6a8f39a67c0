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

/** Checks what a stdin frame may hold: data of stream 0. @throws FrameError */
export function readStdin(header: FrameHeader, entries: readonly RawEntry[]): StdinFrame {
  const chunks = entries.map((entry, i): StdinChunk => {
    if (entry.kind !== EntryKind.data || entry.stream !== StreamId.stdin || entry.flags !== 0) {
      throw bad(`entry ${i} of a stdin frame is not plain stdin data`);
    }
    return { offset: entry.offset, bytes: entry.payload };
  });
  return { kind: FrameKind.stdin, run: header.run, chunks };
}
