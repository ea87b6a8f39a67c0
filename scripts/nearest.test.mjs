import { expect, test } from 'vitest';
import { nearest } from './lib/nearest.mjs';

const WORDS = ['start', 'stop', 'check', 'conformance'];

test.each([
  ['chekc', 'check'],
  ['strat', 'start'],
  ['conformence', 'conformance'],
  ['stop', 'stop'],
])('%s was probably meant to be %s', (typed, meant) => {
  expect(nearest(typed, WORDS)).toBe(meant);
});

test('a word far from all is nobody’s misspelling', () => {
  expect(nearest('deploy', WORDS)).toBeNull();
});
