import { expect, test } from 'vitest';
import { type ChipKeyPress, chipKey } from './chip-keys.ts';

function press(key: string, value: string, at: number, more: Partial<ChipKeyPress> = {}): ChipKeyPress {
  const field = { value, selectionStart: at, selectionEnd: at };
  return {
    key,
    code: '',
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    isComposing: false,
    target: field as unknown as EventTarget,
    ...more,
  };
}

test('Enter goes on, and in the empty chip after the last it is done', () => {
  expect(chipKey(press('Enter', 'a', 1), 0, 2)).toBe('next');
  expect(chipKey(press('Enter', '', 0), 2, 2)).toBe('done');
  expect(chipKey(press('Enter', '', 0), 0, 0)).toBe('next');
  expect(chipKey(press('Enter', 'a', 1, { shiftKey: true }), 0, 2)).toBeNull();
  expect(chipKey(press('Enter', 'a', 1, { isComposing: true }), 0, 2)).toBeNull();
});

test('Backspace removes an empty argument, and from the empty chip it only goes back', () => {
  expect(chipKey(press('Backspace', '', 0), 1, 2)).toBe('remove');
  expect(chipKey(press('Backspace', 'a', 0), 1, 2)).toBeNull();
  expect(chipKey(press('Backspace', '', 0), 2, 2)).toBe('back');
  expect(chipKey(press('Backspace', '', 0), 0, 1)).toBe('remove');
});

test('brackets are matched by their place on the keyboard', () => {
  expect(chipKey(press('“', 'a', 0, { altKey: true, code: 'BracketLeft' }), 1, 2)).toBe('left');
  expect(chipKey(press('‘', 'a', 0, { altKey: true, code: 'BracketRight' }), 1, 2)).toBe('right');
});

test('arrows leave the text only at its ends, and lines before the history', () => {
  expect(chipKey(press('ArrowLeft', 'ab', 0), 1, 2)).toBe('back');
  expect(chipKey(press('ArrowLeft', 'ab', 1), 1, 2)).toBeNull();
  expect(chipKey(press('ArrowRight', 'ab', 2), 1, 2)).toBe('nextStart');
  expect(chipKey(press('ArrowUp', 'a\nb', 3), 1, 2)).toBeNull();
  expect(chipKey(press('ArrowUp', 'a\nb', 1), 1, 2)).toBe('older');
  expect(chipKey(press('ArrowDown', 'a\nb', 1), 1, 2)).toBeNull();
  expect(chipKey(press('ArrowDown', 'a\nb', 3), 1, 2)).toBe('newer');
});
