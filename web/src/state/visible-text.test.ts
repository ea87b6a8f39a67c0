import { expect, test } from 'vitest';
import { visibleText } from './visible-text.ts';

test('what cannot be seen is an escape, what parts words is a space', () => {
  expect(visibleText('echo a\u0000b\u001b[2J')).toBe('echo a\\x00b\\x1b[2J');
  expect(visibleText('a\n\tb\u202ec')).toBe('a b\\u202ec');
  expect(visibleText('größe \u{1f600}')).toBe('größe \u{1f600}');
});
