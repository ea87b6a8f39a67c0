import { expect, test } from 'vitest';
import type { RunInfo } from '../state/protocol.ts';
import { runDays } from './run-days.ts';

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
