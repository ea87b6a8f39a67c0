import { expect, test } from 'vitest';
import { addressedLines } from './addressed-lines.ts';

const hundred = { total: 100, firstRow: 1 };

test('lines that an address names are selected as far as the run has them', () => {
  expect(addressedLines({ from: 5, to: 7 }, hundred, true)).toEqual({ range: { from: 5, to: 7 }, words: '' });
  expect(addressedLines({ from: 90, to: 200 }, hundred, true)).toEqual({
    range: { from: 90, to: 100 },
    words: 'The link names lines that do not exist: this run has 100 lines.',
  });
  expect(addressedLines({ from: 5_000, to: 6_000 }, hundred, true)).toEqual({
    range: null,
    words: 'The link names lines that do not exist: this run has 100 lines.',
  });
});

test('lines of a run that goes on may still come', () => {
  expect(addressedLines({ from: 5_000, to: 6_000 }, hundred, false)).toBeNull();
  expect(addressedLines({ from: 90, to: 200 }, hundred, false)).toEqual({ range: { from: 90, to: 200 }, words: '' });
});

test('lines that were let go are not selected', () => {
  const trimmed = { total: 5_000, firstRow: 1_001 };
  const words = 'The link names lines that were let go: line 1,001 is the first that is left.';
  expect(addressedLines({ from: 5, to: 7 }, trimmed, true)).toEqual({ range: null, words });
  expect(addressedLines({ from: 5, to: 1_002 }, trimmed, true)).toEqual({ range: { from: 1_001, to: 1_002 }, words });
});
