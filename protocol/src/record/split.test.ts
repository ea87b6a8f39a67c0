import { describe, expect, it } from 'vitest';
import type { RecordFrame } from './decode.ts';
import { decodeFrame } from './decode.ts';
import { FrameWriter, runBytes } from './encode.ts';
import { EntryKind, StreamId } from './entry.ts';
import { FrameKind } from './frame.ts';
import type { FramePosition } from './split.ts';
import { bytesAfter, entriesIn, FRAME_START, positionIn, splitFrame } from './split.ts';

const RUN = '01ARYZ6S41TSV4RRFFQ69G5FAV';

function sample(): Uint8Array {
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
  return writer.seal();
}

describe('splitFrame', () => {
  it.each([113, 120, 200, 333, 500, 10_000])('in rooms of %i bytes loses, doubles and moves nothing', (room) => {
    const frame = sample();
    const seen: Record<number, number[]> = { 1: [], 2: [] };
    const { entries } = decodeFrame(frame) as RecordFrame;
    let at: FramePosition = FRAME_START;
    let next = 10;
    let flows = 0;
    const misplaced: number[] = [];
    while (at.entries < entriesIn(frame)) {
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
      expect(at.streams).toEqual([0, seen[1]?.length, seen[2]?.length]);
    }
    expect(next).toBe(13);
    expect(at).toEqual(positionIn(frame, 3));
    expect(splitFrame(frame, at, room)).toBeNull();
    expect(flows).toBe(1);
    expect(misplaced).toEqual([]);
    expect(seen[1]).toEqual([...(entries[0]?.payload ?? [])]);
    expect(seen[2]).toEqual([...(entries[2]?.payload ?? [])]);
  });

  it('waits when the room is too small for a byte of data or for a whole event', () => {
    const frame = sample();
    expect(splitFrame(frame, FRAME_START, 72)).toBeNull();
    expect(splitFrame(frame, FRAME_START, 73)?.next).toEqual({ ...FRAME_START, bytes: 1, streams: [0, 1, 0] });
    const event = positionIn(frame, 1);
    expect(splitFrame(frame, event, 111)).toBeNull();
    expect(splitFrame(frame, event, 112)?.next).toEqual(positionIn(frame, 2));
  });

  it('from within a frame to its end takes as many bytes as it says', () => {
    const frame = sample();
    const from = positionIn(frame, 2);
    const rest = splitFrame(frame, from, 10_000);
    expect(rest?.frame.length).toBe(bytesAfter(frame, from));
    expect(decodeFrame(rest?.frame ?? new Uint8Array())).toMatchObject({ seq: 12, entries: [{ seq: 12, offset: 7 }] });
  });
});
