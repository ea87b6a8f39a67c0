import { expect, it } from 'vitest';
import { ByteQueue } from './byte-queue.ts';

it('gives back the bytes in order, however they were put in and taken out', () => {
  const queue = new ByteQueue();
  const taken: number[] = [];
  let fed = 0;
  for (let round = 0; round < 2000; round += 1) {
    const size = (round * 7919) % (round % 50 === 0 ? 5000 : 60);
    queue.push(Uint8Array.from({ length: size }, () => fed++ & 0xff));
    if (round % 3 === 0) taken.push(...queue.take((round * 104_729) % 3000));
    expect(queue.start).toBe(taken.length);
    expect(queue.size).toBe(fed - taken.length);
  }
  taken.push(...queue.take(Number.POSITIVE_INFINITY));
  expect(queue.size).toBe(0);
  expect(taken).toHaveLength(fed);
  expect(taken.every((byte, index) => byte === (index & 0xff))).toBe(true);
});

it('never changes what it has handed out', () => {
  const queue = new ByteQueue();
  queue.push(Uint8Array.of(1));
  queue.push(Uint8Array.of(2, 3));
  queue.take(1);
  const handedOut = queue.take(1);
  queue.push(Uint8Array.of(4, 5));
  queue.push(Uint8Array.of(6));
  expect(handedOut).toEqual(Uint8Array.of(2));
  expect(queue.take(9)).toEqual(Uint8Array.of(3, 4, 5, 6));
});

it('gathers tiny chunks into few blocks', () => {
  const queue = new ByteQueue();
  for (let i = 0; i < 100_000; i += 1) queue.push(Uint8Array.of(i & 0xff));
  let chunks = 0;
  queue.walk(0, () => {
    chunks += 1;
    return false;
  });
  expect(chunks).toBeLessThan(20);
});

it('walks from any position to the end', () => {
  const queue = new ByteQueue();
  const all = Uint8Array.from({ length: 3000 }, (_, index) => index & 0xff);
  queue.push(all.slice(0, 1500));
  queue.push(all.slice(1500));
  queue.take(100);
  for (const from of [100, 1499, 1500, 2999, 3000]) {
    const seen: number[] = [];
    queue.walk(from, (chunk, index, position) => {
      expect(position).toBe(from + seen.length);
      seen.push(...chunk.subarray(index));
      return false;
    });
    expect(seen).toEqual([...all.subarray(from)]);
  }
});
