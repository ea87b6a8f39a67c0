import { expect, test } from 'vitest';
import { piecesText, rowPieces } from './row-text.ts';

const bytes = (...parts: (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : [part])));
const shown = (...parts: (string | number)[]): string => piecesText(rowPieces(bytes(...parts)));

test('plain text is one piece', () => {
  expect(rowPieces(bytes('hello\tworld é 漢 😀'))).toEqual([{ kind: 'text', text: 'hello\tworld é 漢 😀' }]);
  expect(rowPieces(bytes())).toEqual([]);
});

test('a byte that is not UTF-8 becomes a chip and the rest stays text', () => {
  expect(rowPieces(bytes('a', 0xff, 'b'))).toEqual([
    { kind: 'text', text: 'a' },
    { kind: 'byte', text: 'ff' },
    { kind: 'text', text: 'b' },
  ]);
});

test.each([
  ['overlong', [0xc0, 0xaf], '⟨c0⟩⟨af⟩'],
  ['surrogate', [0xed, 0xa0, 0x80], '⟨ed⟩⟨a0⟩⟨80⟩'],
  ['beyond the last character', [0xf4, 0x90, 0x80, 0x80], '⟨f4⟩⟨90⟩⟨80⟩⟨80⟩'],
  ['cut at the end', [0xe2, 0x82], '⟨e2⟩⟨82⟩'],
  ['lone continuation', [0x80, 0x41], '⟨80⟩A'],
])('%s bytes are all shown', (_what, raw, text) => {
  expect(shown(...raw)).toBe(text);
});

test('a character the cut went through is left out, and only there', () => {
  expect(piecesText(rowPieces(bytes('ab', 0xe2, 0x82), true))).toBe('ab');
  expect(piecesText(rowPieces(bytes('a', 0xff, 'b'), true))).toBe('a⟨ff⟩b');
});

test('control characters are visible', () => {
  expect(shown('a\rb\0c\u0007\u007f\u0085')).toBe('a⟨CR⟩b⟨NUL⟩c⟨BEL⟩⟨DEL⟩⟨U+0085⟩');
});

test('characters that turn the writing direction are visible', () => {
  expect(shown('x\u202ey\u2066z')).toBe('x⟨U+202E⟩y⟨U+2066⟩z');
});

test('complete terminal sequences are left out', () => {
  expect(
    shown(
      '\u001b[1;31mred\u001b[0m \u001b]0;title\u0007\u001b]8;;http://x\u001b\\link\u001b(B\u001b7\u001bP1q\u001b\\',
    ),
  ).toBe('red link');
});

test('an unfinished sequence hides nothing', () => {
  expect(shown('\u001b]0;never ended')).toBe('⟨ESC⟩]0;never ended');
  expect(shown('a\u001b[31')).toBe('a⟨ESC⟩[31');
});
