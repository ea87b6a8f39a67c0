import { expect, test } from 'vitest';
import { GoneRuns, MOST_GONE_RUNS } from './gone-runs.ts';
import type { Client, RunInfo } from './protocol.ts';

const agent = (pid: number): NonNullable<Client['agent']> => ({
  version: '1',
  host: 'h',
  pid,
  root: false,
  home: '/',
  cwd: '/',
  startedAt: 7,
});
const run = (name: string): RunInfo => ({ run: name }) as RunInfo;

test('the runs known when another agent answers are those of the one before', () => {
  const gone = new GoneRuns();
  expect(gone.look(agent(1), [])).toBe(false);
  expect(gone.look(agent(1), [run('a')])).toBe(false);
  expect(gone.look(null, [run('a')])).toBe(false);
  expect(gone.look(agent(2), [run('a')])).toBe(true);
  expect(gone.has('a')).toBe(true);
  expect(gone.look(agent(3), [run('b'), run('a')])).toBe(true);
  expect(gone.all.map(({ run: name }) => name)).toEqual(['b', 'a']);
});

test('the newest of them are kept', () => {
  const gone = new GoneRuns();
  gone.look(agent(1), []);
  gone.look(
    agent(2),
    Array.from({ length: MOST_GONE_RUNS + 1 }, (_, n) => run(`${n}`)),
  );
  expect(gone.all.length).toBe(MOST_GONE_RUNS);
  expect(gone.has('0')).toBe(true);
  expect(gone.has(`${MOST_GONE_RUNS}`)).toBe(false);
});
