import { expect, test } from 'vitest';
import { LaneKeys } from './lane-keys.ts';

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
  expect(press(keys, 'x')).toBeNull();
});
