import { expect, test } from 'vitest';
import { cursorAfter, LaneKeys } from './lane-keys.ts';

const press = (keys: LaneKeys, key: string, timeStamp = 0, shiftKey = false) =>
  keys.press({ key, timeStamp, shiftKey });

test('g g goes to the first line, one g does nothing', () => {
  const keys = new LaneKeys();
  expect(press(keys, 'g', 1000)).toBeNull();
  expect(press(keys, 'g', 1500)).toBe('first');
  expect(press(keys, 'g', 1600)).toBeNull();
  expect(press(keys, 'g', 9000)).toBeNull();
});

test('letters, arrows and space move', () => {
  const keys = new LaneKeys();
  expect(['j', 'ArrowDown', 'k', 'G', 'Home', ' '].map((key) => press(keys, key))).toEqual([
    'next',
    'next',
    'previous',
    'last',
    'first',
    'pageDown',
  ]);
  expect(press(keys, ' ', 0, true)).toBe('pageUp');
  expect(press(keys, 'x')).toBe('extend');
  expect(press(keys, 'Enter')).toBe('pick');
  expect(press(keys, 'q')).toBeNull();
});

test('a page keeps two lines in sight, and ends at the ends', () => {
  const seen = { from: 101, to: 120, total: 1_000 };
  expect(cursorAfter('pageDown', 105, seen)).toBe(138);
  expect(cursorAfter('pageUp', 105, seen)).toBe(83);
  expect(cursorAfter('pageDown', null, { from: 981, to: 1_000, total: 1_000 })).toBe(1_000);
  expect(cursorAfter('next', null, seen)).toBe(101);
  expect(cursorAfter('previous', 105, seen)).toBe(104);
});
