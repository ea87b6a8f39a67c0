import { readU53 } from '../base/u53.ts';
import { ulidText } from '../base/ulid.ts';
import {
  ENTRY_HEADER_BYTES,
  EntryAt,
  FRAME_HEADER_BYTES,
  FRAME_VERSION,
  FrameError,
  FrameKind,
  HeaderAt,
  MAX_FRAME_BYTES,
} from './frame.ts';

/** The header of a frame, each number in its range. */
export interface FrameHeader {
  readonly kind: FrameKind;
  /** ULID as text. */
  readonly run: string;
  readonly seq: number;
  readonly time: number;
  readonly count: number;
  readonly tag: number;
}

/** An entry whose lengths hold and whose meaning is not looked at yet. */
export interface RawEntry {
  readonly kind: number;
  readonly stream: number;
  readonly flags: number;
  readonly offset: number;
  readonly time: number;
  /** A view on the frame. */
  readonly payload: Uint8Array;
}

/** Reads the header and checks it against the length of the whole. @throws FrameError */
export function readHeader(bytes: Uint8Array): FrameHeader {
  if (bytes.length < FRAME_HEADER_BYTES) throw bad(`${bytes.length} bytes; a header alone has ${FRAME_HEADER_BYTES}`);
  if (bytes.length > MAX_FRAME_BYTES) throw bad(`${bytes.length} bytes; the most is ${MAX_FRAME_BYTES}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint8(HeaderAt.version);
  if (version !== FRAME_VERSION) throw bad(`version ${version}; this end speaks version ${FRAME_VERSION}`);
  const kind = view.getUint8(HeaderAt.kind);
  if (!isFrameKind(kind)) throw bad(`unknown frame kind ${kind}`);
  const flags = view.getUint16(HeaderAt.flags, true);
  if (flags !== 0) throw bad(`unknown frame flags ${flags}`);
  const body = view.getUint32(HeaderAt.body, true);
  if (body !== bytes.length - FRAME_HEADER_BYTES) {
    throw bad(`its header promises ${body} bytes of entries, ${bytes.length - FRAME_HEADER_BYTES} are there`);
  }
  const count = view.getUint32(HeaderAt.count, true);
  if (count === 0) throw bad('no entries');
  if (count > body / ENTRY_HEADER_BYTES) throw bad(`${count} entries do not fit into ${body} bytes`);
  const seq = number(view, HeaderAt.seq, 'seq');
  if (seq + count > Number.MAX_SAFE_INTEGER) throw bad('seq beyond 2^53-1');
  return {
    kind,
    run: ulidText(bytes.subarray(HeaderAt.run, HeaderAt.seq)),
    seq,
    time: number(view, HeaderAt.time, 'time'),
    count,
    tag: view.getUint32(HeaderAt.tag, true),
  };
}

/** Reads the entries, which must fill the frame to its last byte. @throws FrameError */
export function readEntries(bytes: Uint8Array, count: number): RawEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: RawEntry[] = [];
  let at = FRAME_HEADER_BYTES;
  for (let i = 0; i < count; i++) {
    const start = at + ENTRY_HEADER_BYTES;
    if (start > bytes.length) throw bad(`entry ${i} is cut off`);
    const length = view.getUint32(at + EntryAt.length, true);
    if (length > bytes.length - start)
      throw bad(`entry ${i} promises ${length} bytes, ${bytes.length - start} are left`);
    const offset = number(view, at + EntryAt.offset, `offset of entry ${i}`);
    if (offset + length > Number.MAX_SAFE_INTEGER) throw bad(`entry ${i} ends beyond 2^53-1`);
    entries.push({
      kind: view.getUint8(at + EntryAt.kind),
      stream: view.getUint8(at + EntryAt.stream),
      flags: view.getUint16(at + EntryAt.flags, true),
      offset,
      time: number(view, at + EntryAt.time, `time of entry ${i}`),
      payload: bytes.subarray(start, start + length),
    });
    at = start + length;
  }
  if (at !== bytes.length) throw bad(`${bytes.length - at} bytes after the last entry`);
  return entries;
}

/** The error for bytes that are not a frame. */
export function bad(why: string): FrameError {
  return new FrameError(`Not a frame: ${why}.`);
}

function number(view: DataView, at: number, what: string): number {
  const value = readU53(view, at);
  if (value < 0) throw bad(`${what} beyond 2^53-1`);
  return value;
}

const FRAME_KINDS: ReadonlySet<number> = new Set(Object.values(FrameKind));

function isFrameKind(kind: number): kind is FrameKind {
  return FRAME_KINDS.has(kind);
}
