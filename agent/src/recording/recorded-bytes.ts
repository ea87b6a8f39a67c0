import type { RecordFrame } from '@pipescope/protocol';
import { decodeFrame, EntryKind } from '@pipescope/protocol';
import type { HeldFrame, Record } from './record.ts';

/** What is held of a part of one stream. */
export interface RecordedBytes {
  /** Stream offset of the first byte. */
  readonly offset: number;
  /** Views on the record's frames, without holes between them. */
  readonly pieces: readonly Uint8Array[];
}

/**
 * Up to `count` bytes of a stream from `offset` on. Where the record no longer holds the beginning, it begins with
 * the first byte that is held.
 */
export function recordedBytes(record: Record, stream: 0 | 1 | 2, offset: number, count: number): RecordedBytes {
  const from = Math.max(offset, record.frame(0)?.start.streams[stream].bytes ?? record.end.streams[stream].bytes);
  const end = offset + count;
  const pieces: Uint8Array[] = [];
  const first = record.lastIndexWhere((frame) => frame.start.streams[stream].bytes <= from);
  for (let i = Math.max(first, 0); i < record.frameCount; i++) {
    const frame = record.frame(i) as HeldFrame;
    if (frame.start.streams[stream].bytes >= end) break;
    for (const entry of (decodeFrame(frame.bytes) as RecordFrame).entries) {
      if (entry.kind !== EntryKind.data || entry.stream !== stream) continue;
      const piece = entry.payload.subarray(Math.max(0, from - entry.offset), Math.max(0, end - entry.offset));
      if (piece.length > 0) pieces.push(piece);
    }
  }
  return { offset: from, pieces };
}
