import { describe, expect, it } from 'vitest';
import type { RecordFrame } from './decode.ts';
import { decodeFrame } from './decode.ts';
import { FrameWriter, runBytes } from './encode.ts';
import { EntryKind, StreamId } from './entry.ts';
import { FrameKind } from './frame.ts';
import type { FramePosition } from './split.ts';
import { splitFrame } from './split.ts';

const RUN = '01ARYZ6S41TSV4RRFFQ69G5FAV';

function sample(): RecordFrame {
  const writer = new FrameWriter({ kind: FrameKind.record, run: runBytes(RUN), seq: 10, time: 3 });
  writer.append(
    EntryKind.data,
    StreamId.stdout,
    100,
    3,
    Uint8Array.from({ length: 500 }, (_, i) => i & 255),
  );
  writer.append(EntryKind.flow, StreamId.stdout, 0, 4, new Uint8Array(40));
  writer.append(
    EntryKind.data,
    StreamId.stderr,
    7,
    5,
    Uint8Array.from({ length: 300 }, (_, i) => (i * 7) & 255),
  );
  return decodeFrame(writer.seal()) as RecordFrame;
}

describe('splitFrame', () => {
  it.each([113, 120, 200, 333, 500, 10_000])('in rooms of %i bytes loses, doubles and moves nothing', (room) => {
    const frame = sample();
    const seen: Record<number, number[]> = { 1: [], 2: [] };
    let at: FramePosition | null = { entries: 0, bytes: 0 };
    let next = 10;
    let flows = 0;
    const misplaced: number[] = [];
    while (at !== null) {
      const part = splitFrame(frame, at, room);
      if (part === null) throw new Error('does not go on');
      expect(part.frame.length).toBeLessThanOrEqual(room);
      const decoded = decodeFrame(part.frame) as RecordFrame;
      expect(decoded.seq).toBe(next);
      next = decoded.nextSeq;
      for (const entry of decoded.entries) {
        if (entry.kind === EntryKind.flow) flows++;
        else {
          const bytes = seen[entry.stream] as number[];
          if (entry.offset !== (entry.stream === 1 ? 100 : 7) + bytes.length) misplaced.push(entry.offset);
          bytes.push(...entry.payload);
        }
      }
      at = part.next;
    }
    expect(next).toBe(13);
    expect(flows).toBe(1);
    expect(misplaced).toEqual([]);
    expect(seen[1]).toEqual([...(frame.entries[0]?.payload ?? [])]);
    expect(seen[2]).toEqual([...(frame.entries[2]?.payload ?? [])]);
  });

  it('waits when the room is too small for a byte of data or for a whole event', () => {
    const frame = sample();
    expect(splitFrame(frame, { entries: 0, bytes: 0 }, 72)).toBeNull();
    expect(splitFrame(frame, { entries: 0, bytes: 0 }, 73)?.next).toEqual({ entries: 0, bytes: 1 });
    expect(splitFrame(frame, { entries: 1, bytes: 0 }, 111)).toBeNull();
    expect(splitFrame(frame, { entries: 1, bytes: 0 }, 112)?.next).toEqual({ entries: 2, bytes: 0 });
  });
});
