import { expect, test } from 'vitest';
import { formatBytes, formatClock, formatDuration, formatSinceSpawn, formatSize } from './format.ts';

test('bytes are exact up to 9,999,999 and then decimal units', () => {
  expect(formatBytes(5)).toBe('5 B');
  expect(formatBytes(65_536)).toBe('65,536 B');
  expect(formatBytes(9_999_999)).toBe('9,999,999 B');
  expect(formatBytes(12_345_678)).toBe('12.3 MB');
  expect(formatBytes(2_147_483_648)).toBe('2.1 GB');
});

test('the size of a cut line is short', () => {
  expect(formatSize(999)).toBe('999 B');
  expect(formatSize(1_310_720)).toBe('1.3 MB');
});

test('durations keep the digits that mean something', () => {
  expect([0.004, 0.31, 3.04, 41.2, 192, 7500].map(formatDuration)).toEqual([
    '0.004 s',
    '0.31 s',
    '3.0 s',
    '41.2 s',
    '3 m 12 s',
    '2 h 5 m',
  ]);
});

test('the clock shows milliseconds only under ten seconds', () => {
  expect(formatClock(3.2184)).toBe('00:03.218');
  expect(formatClock(9.9996)).toBe('00:09.999');
  expect(formatClock(41.9)).toBe('00:41');
  expect(formatClock(3723)).toBe('1:02:03');
});

test('the time of a line is cut to whole milliseconds', () => {
  expect(formatSinceSpawn(1_204_999)).toBe('+1.204');
  expect(formatSinceSpawn(0)).toBe('+0.000');
});
