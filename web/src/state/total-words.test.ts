import { expect, test } from 'vitest';
import { exactLineWords, lineWords } from './total-words.ts';

test('lines are counted with every digit up to 9,999,999', () => {
  expect(lineWords({ out: 1, in: 0 })).toBe('1 line');
  expect(lineWords({ out: 1_000_000, in: 0 })).toBe('1,000,000 lines');
  expect(lineWords({ out: 9_999_999, in: 0 })).toBe('9,999,999 lines');
  expect(lineWords({ out: 10_000_000, in: 0 })).toBe('10.0 M lines');
  expect(lineWords({ out: 12_399_999, in: 0 })).toBe('12.3 M lines');
  expect(exactLineWords({ out: 12_399_999, in: 0 })).toBe('12,399,999 lines');
});

test('lines that were sent are named as such', () => {
  expect(lineWords({ out: 3, in: 3 })).toBe('3 lines out, 3 in');
  expect(lineWords({ out: 1, in: 2_000 })).toBe('1 line out, 2,000 in');
  expect(lineWords({ out: 0, in: 1 })).toBe('0 lines out, 1 in');
});
