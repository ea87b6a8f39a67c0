import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { outAndIn, RunTotals } from './run-totals.ts';

const stream = (bytes: number, lines: number) => ({ bytes, lines, ended: false });
const counts = (total: number) => ({
  total,
  firstRow: 1,
  streams: { stdin: null, stdout: stream(total, total), stderr: null },
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('totals change at once and then at most four times a second, and the last ones are shown', () => {
  const totals = new RunTotals();
  const shown: (number | undefined)[] = [];
  totals.subscribe(() => shown.push(totals.counts?.total));
  for (let total = 1; total <= 100; total++) {
    totals.note(counts(total));
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(1_000);
  expect(shown[0]).toBe(1);
  expect(shown.at(-1)).toBe(100);
  expect(shown.length).toBeLessThanOrEqual(6);
  totals.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('what went in is not counted as output', () => {
  const streams = { stdin: stream(30, 3), stdout: stream(30, 3), stderr: stream(4, 1) };
  expect(outAndIn(streams)).toEqual({ bytes: 34, out: 4, in: 3 });
  expect(outAndIn({ stdin: null, stdout: stream(5, 1), stderr: null })).toEqual({ bytes: 5, out: 1, in: 0 });
});
