import { expect, test } from 'vitest';
import { readStream } from './lane-download.ts';

/** A stream of `total` bytes, each its own offset, of which the agent holds `held` ranges. */
function agent(total: number, held: readonly [number, number][] = [[0, total]]) {
  return {
    bytes(_stream: number, from: number, count: number) {
      const range = held.find(([, to]) => to > from);
      const offset = Math.max(from, range?.[0] ?? total);
      const to = Math.min(from + count, range?.[1] ?? total);
      const bytes = Uint8Array.from({ length: Math.max(0, to - offset) }, (_, i) => (offset + i) & 255);
      return Promise.resolve({ offset, bytes });
    },
  };
}

const read = async (blob: Blob) => [...new Uint8Array(await blob.arrayBuffer())];

test('every byte of a stream is read, in order, a part at a time', async () => {
  const total = 2 * 1024 * 1024 + 7;
  const offsets: number[] = [];
  const { blob, missing, cut } = await readStream(agent(total), 1, total, (offset) => offsets.push(offset));
  expect([blob.size, missing, cut]).toEqual([total, 0, false]);
  expect((await read(blob.slice(-3))).at(-1)).toBe((total - 1) & 255);
  expect(offsets).toEqual([1024 * 1024, 2 * 1024 * 1024, total]);
});

test('bytes that were let go are counted', async () => {
  const { blob, missing } = await readStream(agent(50, [[10, 20]]), 1, 20);
  expect(await read(blob)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  expect(missing).toBe(10);
  expect(await readStream(agent(50, []), 1, 50)).toMatchObject({ missing: 50, cut: false });
});

test('no more is read than a download may have', async () => {
  const { blob, cut } = await readStream(agent(100), 1, 100, undefined, 64);
  expect([blob.size, cut]).toEqual([64, true]);
  const whole = await readStream(agent(64), 1, 64, undefined, 64);
  expect([whole.blob.size, whole.cut]).toEqual([64, false]);
});
