import { expect, test } from 'vitest';
import { escapeOf, hasHidden, showHidden } from './shell-escapes.ts';
import { markSpecial, specialCharacters } from './shell-special.ts';

test('controls, bidi marks and zero-width characters are written as escapes', () => {
  expect([...'\n\t\r\x07\x1b\x7f\u0085\u202e\u200b\u{e0001}'].map(escapeOf)).toEqual([
    '\\n',
    '\\t',
    '\\r',
    '\\x07',
    '\\x1b',
    '\\x7f',
    '\\x85',
    '\\u202e',
    '\\u200b',
    '\\u{e0001}',
  ]);
  expect(hasHidden('plain text, ünïcode, 漢字')).toBe(false);
  expect(hasHidden('a\nb', '\n')).toBe(false);
});

test('text is cut where an escape stands', () => {
  expect(showHidden('a\x1b[0mb\n', '\n')).toEqual([
    { text: 'a', escape: false },
    { text: '\\x1b', escape: true },
    { text: '[0mb\n', escape: false },
  ]);
});

test('what a shell would change is marked, spaces are not', () => {
  expect(markSpecial('echo line $i; x')).toEqual([
    { text: 'echo line ', special: false },
    { text: '$', special: true },
    { text: 'i', special: false },
    { text: ';', special: true },
    { text: ' x', special: false },
  ]);
  expect(specialCharacters('~a#b~ $x;$y')).toEqual(['~', '$', ';']);
  expect(specialCharacters('#a')).toEqual(['#']);
  expect(specialCharacters('src/a-b_c.ts')).toEqual([]);
});
