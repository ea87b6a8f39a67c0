import { expect, test } from 'vitest';
import type { RunInfo } from '../messages/run.ts';
import { RunList } from './run-list.ts';

const run = (number: number, more: Partial<RunInfo> = {}): RunInfo =>
  ({ run: `R${number}`, number, state: 'running', ...more }) as RunInfo;

const runs = (...numbers: number[]): RunInfo[] => numbers.map((number) => run(number));

/** A list as it is after a first connection, and what it tells. */
function list(...numbers: number[]) {
  const left: string[] = [];
  let whole = 0;
  const known = new RunList((id) => left.push(id));
  known.onWhole(() => {
    whole += 1;
  });
  known.replace(runs(...numbers), numbers.length);
  return { known, left, whole: () => whole, ids: () => [...known.all.keys()] };
}

test('a new list takes the place of the old one, and who is not in it has left', () => {
  const { known, left, whole, ids } = list(1, 2, 3);
  known.replace(runs(2, 4), 2);
  expect(ids()).toEqual(['R2', 'R4']);
  expect(left).toEqual(['R1', 'R3']);
  expect(whole()).toBe(2);
});

test('of a list that comes in parts, older runs stay until they are told, and only then have the others left', () => {
  const { known, left, whole, ids } = list(1, 2, 3, 4, 5, 6);
  known.replace(runs(5, 7), 4);
  expect(left).toEqual(['R6']);
  expect(ids()).toEqual(['R1', 'R2', 'R3', 'R4', 'R5', 'R7']);
  known.update([run(2, { state: 'exited' }), run(7)]);
  known.update([run(2)]);
  expect([left, whole()]).toEqual([['R6'], 1]);
  known.update(runs(4));
  expect(ids()).toEqual(['R2', 'R4', 'R5', 'R7']);
  expect(left).toEqual(['R6', 'R1', 'R3']);
  expect(whole()).toBe(2);
});

test('an older run that is forgotten before it was told counts as told, known here or not', () => {
  const { known, left, whole, ids } = list(1, 2);
  known.replace(runs(9), 4);
  known.remove('R2');
  known.remove('R5');
  expect(whole()).toBe(1);
  known.update(runs(8));
  expect(ids()).toEqual(['R8', 'R9']);
  expect(left).toEqual(['R1']);
  expect(whole()).toBe(2);
});

test('a list that was cut off in the middle begins anew with the next', () => {
  const { known, left, ids } = list(1, 2, 3);
  known.replace(runs(3), 3);
  known.update(runs(1));
  known.replace(runs(2, 3), 2);
  expect(ids()).toEqual(['R2', 'R3']);
  expect(left).toEqual(['R1']);
});
