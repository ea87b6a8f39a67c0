import { expect, test } from 'vitest';
import { isSingleKey, type KeyPress, matchesKey } from './key-match.ts';

const press = (key: string, code: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});

test('a chord with Alt goes by the physical key', () => {
  expect(matchesKey(press('˚', 'KeyK', { altKey: true }), 'Alt+K')).toBe(true);
  expect(matchesKey(press('k', 'KeyK'), 'Alt+K')).toBe(false);
  expect(matchesKey(press('k', 'KeyK', { altKey: true, ctrlKey: true }), 'Alt+K')).toBe(false);
  expect(matchesKey(press('K', 'KeyK', { altKey: true, shiftKey: true }), 'Alt+K')).toBe(false);
});

test('Ctrl is the command key as well', () => {
  expect(matchesKey(press('Enter', 'Enter', { metaKey: true }), 'Ctrl+Enter')).toBe(true);
  expect(matchesKey(press('Enter', 'Enter', { ctrlKey: true }), 'Ctrl+Enter')).toBe(true);
  expect(matchesKey(press('Enter', 'Enter'), 'Ctrl+Enter')).toBe(false);
});

test('a single key goes by what it types, whatever key that takes', () => {
  expect(matchesKey(press('?', 'Slash', { shiftKey: true }), '?')).toBe(true);
  expect(matchesKey(press('?', 'Minus', { shiftKey: true }), '?')).toBe(true);
  expect(matchesKey(press('C', 'KeyC', { shiftKey: true }), 'c')).toBe(false);
  expect(matchesKey(press('c', 'KeyC', { ctrlKey: true }), 'c')).toBe(false);
});

test('single keys are those without a modifier', () => {
  expect(['c', '?', '+', '/'].every(isSingleKey)).toBe(true);
  expect(['Alt+K', 'Ctrl+Enter'].some(isSingleKey)).toBe(false);
});
