import { expect, test } from 'vitest';
import type { RunInfo } from '../state/protocol.ts';
import { newestRuns, runDays } from './run-days.ts';

const NOW = new Date(2026, 10, 25, 14, 2).getTime();
const run = (number: number, at: Date): RunInfo => ({ number, startedAt: at.getTime() }) as RunInfo;

test('runs are split by the day they started on, in the order given', () => {
  const days = runDays(
    [
      run(5, new Date(2026, 10, 25, 14, 0)),
      run(4, new Date(2026, 10, 25, 0, 0)),
      run(3, new Date(2026, 10, 24, 23, 59, 59)),
      run(2, new Date(2026, 10, 24, 9, 0)),
      run(1, new Date(2026, 8, 1)),
    ],
    NOW,
  );
  expect(days.map(({ ago, runs }) => [ago, runs.map(({ number }) => number)])).toEqual([
    [0, [5, 4]],
    [1, [3, 2]],
    [85, [1]],
  ]);
});

test('a run of a host whose clock is ahead is of today', () => {
  expect(runDays([run(1, new Date(2026, 10, 26, 1))], NOW).map(({ ago }) => ago)).toEqual([0]);
});

test('without runs there are no days', () => {
  expect(runDays([], NOW)).toEqual([]);
});

test('of many runs the newest are drawn, and more when the one looked at is older', () => {
  const runs = Array.from({ length: 600 }, (_, i) => ({ ...run(600 - i, new Date(NOW)), run: `R${600 - i}` }));
  const numbers = (most: number, selected?: string) => {
    const { shown, older } = newestRuns(runs, most, selected);
    return [shown.length, shown.at(-1)?.number, older];
  };
  expect(numbers(200)).toEqual([200, 401, 400]);
  expect(numbers(200, 'R500')).toEqual([200, 401, 400]);
  expect(numbers(200, 'R100')).toEqual([501, 100, 99]);
  expect(numbers(600, 'gone')).toEqual([600, 1, 0]);
});
