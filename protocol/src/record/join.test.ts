import { expect, test } from 'vitest';
import { encodeUtf8 } from '../base/utf8.ts';
import { decodeFrame, type RecordFrame } from './decode.ts';
import { FrameWriter, runBytes } from './encode.ts';
import { EntryKind, StreamId } from './entry.ts';
import { FrameKind } from './frame.ts';
import { joinFrames } from './join.ts';

const RUN = '01ARYZ6S41TSV4RRFFQ69G5FAV';

function frame(seq: number, texts: readonly string[]): Uint8Array {
  const writer = new FrameWriter({ kind: FrameKind.record, run: runBytes(RUN), seq, time: seq });
  for (const [i, text] of texts.entries()) {
    writer.append(EntryKind.data, StreamId.stdout, seq + i, seq + i, encodeUtf8(text));
  }
  return writer.seal();
}

test('two frames become the one that would have been written at once, in the same memory where that has room', () => {
  const whole = frame(3, ['a', 'bc', '', 'd', 'e']);
  let allocated = 0;
  const allocate = (bytes: number) => {
    allocated++;
    return new Uint8Array(bytes + 100);
  };
  const first = frame(3, ['a', 'bc']);
  const some = joinFrames(first, frame(5, ['', 'd']), allocate);
  const all = joinFrames(some, frame(7, ['e']), allocate);
  expect(all).toEqual(whole);
  expect(all.buffer).toBe(some.buffer);
  expect(allocated).toBe(1);
  expect(first).toEqual(frame(3, ['a', 'bc']));
  expect((decodeFrame(all) as RecordFrame).entries.map(({ seq }) => seq)).toEqual([3, 4, 5, 6, 7]);
});
