import { OSError } from '@pipescope/protocol/process';
import { expect, test } from 'vitest';
import { attempt, must } from './attempt.ts';
import { EBADF, ENOENT } from './constants.ts';
import { libc } from './libc.ts';

/** A call that ends as each of these in turn, and then as the last: real calls, as errno is the system's. */
function calls(...results: (() => number)[]) {
  let made = 0;
  return { call: () => (results[made++] ?? results.at(-1))?.() ?? 0, made: () => made };
}
const badFd = () => libc().close(-1);
const noFile = () => libc().access(Buffer.from('/no/such\0'), 0);

test('a failure is believed when two attempts in a row end in it', () => {
  const { call, made } = calls(badFd, noFile, badFd, badFd);
  expect([attempt(call), made()]).toEqual([-EBADF, 4]);
});

test('what a second attempt does is done', () => {
  const { call, made } = calls(badFd, () => 7);
  expect([attempt(call), made()]).toEqual([7, 2]);
  expect(attempt(() => 0)).toBe(0);
});

test('an errno after which one tries later anyway needs no second attempt', () => {
  const { call, made } = calls(badFd);
  expect([attempt(call, new Set([EBADF])), made()]).toEqual([-EBADF, 1]);
});

test('must() gives the result or throws the OSError', () => {
  expect(must(() => 7)).toBe(7);
  expect(() => must(noFile)).toThrow(OSError);
  expect(() => must(noFile)).toThrow(expect.objectContaining({ errno: ENOENT }));
});
