import type { RecordFrame } from './decode.ts';
import { FrameWriter, runBytes } from './encode.ts';
import type { Entry } from './entry.ts';
import { EntryKind } from './entry.ts';
import { ENTRY_HEADER_BYTES, EntryFlag, FRAME_HEADER_BYTES, FrameKind } from './frame.ts';

/** Where in a frame a viewer stands: entries and, within the next one, payload bytes that it has had. */
export interface FramePosition {
  readonly entries: number;
  readonly bytes: number;
}

export interface FramePart {
  readonly frame: Uint8Array;
  /** Where the next part begins; null when this one was the last. */
  readonly next: FramePosition | null;
}

/**
 * The next part of a frame for a viewer whose credit is smaller than the frame: as many entries as fit into `room`
 * bytes, the last one cut where it must be (only data is cut). Null when not even a part of the next entry fits.
 */
export function splitFrame(frame: RecordFrame, from: FramePosition, room: number): FramePart | null {
  let left = room - FRAME_HEADER_BYTES;
  const first = frame.entries[from.entries];
  if (first === undefined) return null;
  const writer = new FrameWriter({
    kind: FrameKind.record,
    run: runBytes(frame.run),
    seq: first.seq,
    time: first.time,
    capacity: Math.min(Math.max(room, FRAME_HEADER_BYTES), bytesFrom(frame, from.entries)),
  });
  let { entries, bytes } = from;
  for (; left > ENTRY_HEADER_BYTES && entries < frame.entries.length; entries++, bytes = 0) {
    const entry = frame.entries[entries] as Entry;
    const rest = entry.payload.subarray(bytes);
    const fits = Math.min(rest.length, left - ENTRY_HEADER_BYTES);
    const whole = fits === rest.length;
    if (!whole && (entry.kind !== EntryKind.data || fits === 0)) break;
    const offset = entry.offset + bytes;
    writer.append(entry.kind, entry.stream, offset, entry.time, rest.subarray(0, fits), whole ? 0 : EntryFlag.more);
    left -= ENTRY_HEADER_BYTES + fits;
    if (!whole) {
      bytes += fits;
      break;
    }
  }
  if (writer.count === 0) return null;
  return { frame: writer.seal(), next: entries < frame.entries.length ? { entries, bytes } : null };
}

/** Bytes of a frame that holds the entries from one on. */
function bytesFrom(frame: RecordFrame, entries: number): number {
  let bytes = FRAME_HEADER_BYTES;
  for (const { payload } of frame.entries.slice(entries)) bytes += ENTRY_HEADER_BYTES + payload.length;
  return bytes;
}
