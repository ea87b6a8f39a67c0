import { expect, test } from 'vitest';
import { jumpWords, parseJump } from './jump-target.ts';
import { lineTime } from './line-time.ts';

const noon = new Date(2026, 0, 2, 12, 0, 0).getTime();

test('the four ways to write the time of a line', () => {
  expect(lineTime('spawn', 1_204_999, undefined, noon)).toBe('+1.204');
  expect(lineTime('delta', 1_204_999, 1_200_000, noon)).toBe('Δ0.004');
  expect(lineTime('delta', 1, 2, noon)).toBe('Δ0.000');
  expect(lineTime('delta', 1, undefined, noon)).toBe('');
  expect(lineTime('clock', 61_500_000, undefined, noon)).toBe('12:01:01.500');
  expect(lineTime('off', 1, 2, noon)).toBe('');
});

test('a jump is a line, a share, a time since spawn or a time of day', () => {
  expect(parseJump('120', noon)).toEqual({ kind: 'line', line: 120 });
  expect(parseJump('5,000', noon)).toEqual({ kind: 'line', line: 5_000 });
  expect(parseJump('l1 000 000', noon)).toEqual({ kind: 'line', line: 1_000_000 });
  expect(parseJump('102_211_585', noon)).toEqual({ kind: 'line', line: 102_211_585 });
  expect(parseJump(':50 %', noon)).toEqual({ kind: 'share', share: 0.5 });
  expect(parseJump(' L7 ', noon)).toEqual({ kind: 'line', line: 7 });
  expect(parseJump('50%', noon)).toEqual({ kind: 'share', share: 0.5 });
  expect(parseJump('+1.5s', noon)).toEqual({ kind: 'time', micros: 1_500_000 });
  expect(parseJump('@12:00:30', noon)).toEqual({ kind: 'time', micros: 30_000_000 });
  expect(parseJump('@11:59', noon)).toEqual({ kind: 'time', micros: 86_340_000_000 });
});

test.each(['', '0', 'x', '101%', '-3', '@25:00', '@12:61', '+', '1.5', '50 %%', '5,00', ',500', '5,,000'])(
  'no jump in %j',
  (text) => {
    expect(parseJump(text, noon)).toBeNull();
  },
);

test('a jump to a line that is not there says why another one is shown', () => {
  expect(jumpWords(5, { total: 9, firstRow: 1 })).toBe('');
  expect(jumpWords(2_000_000, { total: 1_000_000, firstRow: 1 })).toBe('There are 1,000,000 lines: this is the last');
  expect(jumpWords(1, { total: 200_000_000, firstRow: 102_211_585 })).toBe(
    'Earlier lines were let go: line 102,211,585 is the first that is left',
  );
});
