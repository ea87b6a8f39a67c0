import { expect, test } from 'vitest';
import type { Row } from '../state/protocol.ts';
import { lineAtTime } from './line-at-time.ts';

test('finds the first line at or after a time among a million in some twenty looks', async () => {
  let asked = 0;
  const rows = {
    counts: { total: 1_000_000, firstRow: 1, streams: { stdin: null, stdout: null, stderr: null } },
    fetch: (from: number) => {
      asked++;
      return Promise.resolve([{ number: from, time: Math.floor(from / 10) * 100 } as Row]);
    },
  };
  expect(await lineAtTime(rows, 5_000)).toBe(500);
  expect(await lineAtTime(rows, 5_001)).toBe(510);
  expect(await lineAtTime(rows, 0)).toBe(1);
  expect(await lineAtTime(rows, 1e12)).toBe(1_000_000);
  expect(asked).toBeLessThan(90);
});
