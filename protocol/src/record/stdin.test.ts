import { expect, test } from 'vitest';
import { decodeFrame } from './decode.ts';
import { FrameWriter, runBytes } from './encode.ts';
import { EntryKind, StreamId } from './entry.ts';
import { FrameKind } from './frame.ts';
import { encodeStdin } from './stdin.ts';

const RUN = '01ARYZ6S41TSV4RRFFQ69G5FAV';
const ascii = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

/** The chunks of a frame with these entries. */
function chunksOf(...entries: readonly [offset: number, text: string][]): unknown {
  const writer = new FrameWriter({ kind: FrameKind.stdin, run: runBytes(RUN), seq: 0, time: 0 });
  for (const [offset, text] of entries) writer.append(EntryKind.data, StreamId.stdin, offset, 0, ascii(text));
  const frame = decodeFrame(writer.seal());
  if (frame.kind !== FrameKind.stdin) throw new Error('another kind');
  return frame.chunks.map(({ offset, bytes }) => [offset, Buffer.from(bytes).toString('latin1')]);
}

test('a frame has the bytes it was made of, at their offset', () => {
  expect(decodeFrame(encodeStdin(RUN, 7, ascii('ab')))).toEqual({
    kind: FrameKind.stdin,
    run: RUN,
    chunks: [{ offset: 7, bytes: ascii('ab') }],
  });
});

test('entries that go on where the one before ends are one chunk, and others stay apart', () => {
  expect(chunksOf([0, 'a'], [1, 'bc'], [3, ''], [3, 'd'])).toEqual([[0, 'abcd']]);
  expect(chunksOf([0, 'a'], [5, 'b'], [6, 'c'], [6, 'd'], [0, 'e'])).toEqual([
    [0, 'a'],
    [5, 'bc'],
    [6, 'd'],
    [0, 'e'],
  ]);
  const tiny = Array.from({ length: 20_000 }, (_, index): [number, string] => [index, 'x']);
  expect(chunksOf(...tiny)).toEqual([[0, 'x'.repeat(20_000)]]);
});
