import { readU53 } from '../base/u53.ts';
import { FrameWriter } from './encode.ts';
import { EntryKind } from './entry.ts';
import { ENTRY_HEADER_BYTES, EntryAt, EntryFlag, FRAME_HEADER_BYTES, FrameKind, HeaderAt } from './frame.ts';

/** Where in a record frame a viewer stands. It stays true of the frame's bytes, and needs nothing of them. */
export interface FramePosition {
  /** Entries that it has had. */
  readonly entries: number;
  /** Where in the frame the next entry begins. */
  readonly at: number;
  /** Payload bytes of that entry that it has had. */
  readonly bytes: number;
  /** By fd: bytes of the stream that lie before it in this frame. */
  readonly streams: readonly [number, number, number];
}

export interface FramePart {
  readonly frame: Uint8Array;
  /** Where the next part begins; at `entriesIn(frame)` entries this one was the last. */
  readonly next: FramePosition;
}

/** Before the first entry of any frame. */
export const FRAME_START: FramePosition = { entries: 0, at: FRAME_HEADER_BYTES, bytes: 0, streams: [0, 0, 0] };

/** Entries in a valid frame, from its header. */
export function entriesIn(frame: Uint8Array): number {
  return viewOf(frame).getUint32(HeaderAt.count, true);
}

/** The position before one of a valid record frame's entries, counted from 0; only headers are read. */
export function positionIn(frame: Uint8Array, entries: number): FramePosition {
  const view = viewOf(frame);
  const streams: [number, number, number] = [0, 0, 0];
  let { at } = FRAME_START;
  for (let i = 0; i < entries; i++) {
    const entry = entryAt(view, at);
    count(streams, entry.kind, entry.stream, entry.length);
    at += ENTRY_HEADER_BYTES + entry.length;
  }
  return { entries, at, bytes: 0, streams };
}

/** Bytes of a frame that holds what follows a position. */
export function bytesAfter(frame: Uint8Array, { at, bytes }: FramePosition): number {
  return FRAME_HEADER_BYTES + frame.length - at - bytes;
}

/**
 * The next part of a valid record frame for a viewer that is not to have all of it at once: as many entries as fit
 * into `room` bytes, the last one cut where it must be (only data is cut). It shares no memory with the frame. Null
 * when nothing is left or not even a part of the next entry fits.
 */
export function splitFrame(frame: Uint8Array, from: FramePosition, room: number): FramePart | null {
  const view = viewOf(frame);
  const all = view.getUint32(HeaderAt.count, true);
  if (from.entries >= all) return null;
  let left = room - FRAME_HEADER_BYTES;
  const writer = new FrameWriter({
    kind: FrameKind.record,
    run: frame.subarray(HeaderAt.run, HeaderAt.seq),
    seq: readU53(view, HeaderAt.seq) + from.entries,
    time: readU53(view, from.at + EntryAt.time),
    capacity: Math.min(Math.max(room, FRAME_HEADER_BYTES), bytesAfter(frame, from)),
  });
  let { entries, at, bytes } = from;
  const streams: [number, number, number] = [...from.streams];
  while (left > ENTRY_HEADER_BYTES && entries < all) {
    const { kind, stream, length } = entryAt(view, at);
    const begin = at + ENTRY_HEADER_BYTES + bytes;
    const rest = length - bytes;
    const fits = Math.min(rest, left - ENTRY_HEADER_BYTES);
    const whole = fits === rest;
    if (!whole && (kind !== EntryKind.data || fits === 0)) break;
    const offset = readU53(view, at + EntryAt.offset) + bytes;
    const time = readU53(view, at + EntryAt.time);
    writer.append(kind, stream, offset, time, frame.subarray(begin, begin + fits), whole ? 0 : EntryFlag.more);
    count(streams, kind, stream, fits);
    left -= ENTRY_HEADER_BYTES + fits;
    if (!whole) {
      bytes += fits;
      break;
    }
    entries++;
    at += ENTRY_HEADER_BYTES + length;
    bytes = 0;
  }
  return writer.count === 0 ? null : { frame: writer.seal(), next: { entries, at, bytes, streams } };
}

function entryAt(view: DataView, at: number): { kind: number; stream: number; length: number } {
  const kind = view.getUint8(at + EntryAt.kind);
  return { kind, stream: view.getUint8(at + EntryAt.stream), length: view.getUint32(at + EntryAt.length, true) };
}

function count(streams: [number, number, number], kind: number, stream: number, bytes: number): void {
  if (kind === EntryKind.data) streams[stream as 0 | 1 | 2] += bytes;
}

function viewOf(frame: Uint8Array): DataView {
  return new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
}
