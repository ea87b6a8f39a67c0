import { FrameWriter, runBytes } from './encode.ts';
import { EntryKind, StreamId } from './entry.ts';
import { ENTRY_HEADER_BYTES, FRAME_HEADER_BYTES, FrameKind } from './frame.ts';
import type { FrameHeader, RawEntry } from './raw-entry.ts';
import { bad } from './raw-entry.ts';

/** Bytes of one stream of a record, an answer. */
export interface BytesFrame {
  readonly kind: typeof FrameKind.bytes;
  readonly run: string;
  /** The request it answers. */
  readonly tag: number;
  readonly stream: StreamId;
  /** Stream offset of the first byte: later than asked for when what was before it is no longer held. */
  readonly offset: number;
  /** The bytes, without holes, in the pieces they were recorded in. Views on the frame; may be none. */
  readonly pieces: readonly Uint8Array[];
}

/** What a bytes frame is made from. */
export type BytesStart = Omit<BytesFrame, 'kind'>;

/** One frame that carries `pieces`, which follow each other from `offset` on. @throws FrameError when `run` is no ULID. */
export function encodeBytes({ run, tag, stream, offset, pieces }: BytesStart): Uint8Array {
  const all = pieces.length === 0 ? [new Uint8Array(0)] : pieces;
  const size = all.reduce((sum, piece) => sum + ENTRY_HEADER_BYTES + piece.length, FRAME_HEADER_BYTES);
  const writer = new FrameWriter({ kind: FrameKind.bytes, run: runBytes(run), tag, seq: 0, time: 0, capacity: size });
  let at = offset;
  for (const piece of all) {
    writer.append(EntryKind.data, stream, at, 0, piece);
    at += piece.length;
  }
  return writer.seal();
}

/** Checks what a bytes frame may hold: data of one stream without holes. @throws FrameError */
export function readBytes(header: FrameHeader, entries: readonly RawEntry[]): BytesFrame {
  const [first] = entries;
  if (first === undefined || first.stream > StreamId.stderr) throw bad('a bytes frame names no stream');
  let at = first.offset;
  for (const [i, entry] of entries.entries()) {
    if (entry.kind !== EntryKind.data || entry.stream !== first.stream || entry.flags !== 0 || entry.offset !== at) {
      throw bad(`entry ${i} of a bytes frame does not go on where the one before it ends`);
    }
    at += entry.payload.length;
  }
  const pieces = entries.map(({ payload }) => payload).filter(({ length }) => length > 0);
  const { run, tag } = header;
  return { kind: FrameKind.bytes, run, tag, stream: first.stream as StreamId, offset: first.offset, pieces };
}
