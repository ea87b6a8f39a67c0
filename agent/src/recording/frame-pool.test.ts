import { expect, test } from 'vitest';
import { FramePool } from './frame-pool.ts';

const KIB = 1_024;

test('memory that was given back is used again, and looks as large as asked for', () => {
  const pool = new FramePool();
  const first = pool.take(100 * KIB);
  pool.give(first);
  const second = pool.take(90 * KIB);
  expect(second.buffer).toBe(first.buffer);
  expect(second.length).toBe(90 * KIB);
});

test('a buffer is in use once', () => {
  const pool = new FramePool();
  pool.give(pool.take(100 * KIB));
  expect(pool.take(100 * KIB).buffer).not.toBe(pool.take(100 * KIB).buffer);
});

test('a buffer much larger than asked for stays, a small one and what is beyond 4 MiB are let go', () => {
  const pool = new FramePool();
  const large = pool.take(200 * KIB);
  pool.give(large);
  expect(pool.take(100 * KIB).buffer).not.toBe(large.buffer);
  const small = pool.take(16 * KIB);
  pool.give(small);
  expect(pool.take(16 * KIB).buffer).not.toBe(small.buffer);
  const many = Array.from({ length: 60 }, () => pool.take(100 * KIB));
  for (const each of many) pool.give(each);
  const back = new Set(many.map(({ buffer }) => buffer));
  const again = Array.from({ length: 60 }, () => pool.take(100 * KIB)).filter(({ buffer }) => back.has(buffer));
  expect(again.length * 100 * KIB).toBeLessThanOrEqual(4 * KIB * KIB);
});
