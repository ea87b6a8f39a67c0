import { expect, test } from 'vitest';
import { lineText, piecesText, type TextPiece } from './row-text.ts';
import { PLAIN } from './sgr.ts';

const bytes = (...parts: (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : [part])));
const rowPieces = (raw: Uint8Array, unfinished = false): readonly TextPiece[] => lineText(raw, { unfinished }).pieces;
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

test('characters without width are visible, and an emoji made of several stays one', () => {
  expect(shown('pass\u200bword \u2060x\u00ad')).toBe('pass⟨U+200B⟩word ⟨U+2060⟩x⟨U+00AD⟩');
  expect(shown('\u{1f468}\u200d\u{1f469} \u2764\ufe0f')).toBe('\u{1f468}\u200d\u{1f469} \u2764\ufe0f');
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

test('a sequence that a cut or growing line has only begun is left out until it is complete', () => {
  const growing = (text: string): string => piecesText(lineText(bytes(text), { unfinished: true }).pieces);
  for (const tail of [
    '\u001b',
    '\u001b[',
    '\u001b[38;5',
    '\u001b]0;ti',
    '\u001b]0;title\u001b',
    '\u001bP1',
    '\u001b(',
  ]) {
    expect(growing(`ready${tail}`)).toBe('ready');
  }
});

test('a sequence that the end of a line goes through is seen, and the next line is untouched', () => {
  const first = lineText(bytes('red\u001b[31'));
  expect(piecesText(first.pieces)).toBe('red⟨ESC⟩[31');
  expect(first.style).toBe(PLAIN);
  expect(lineText(bytes('m'), { style: first.style }).pieces).toEqual([{ kind: 'text', text: 'm' }]);
});

test('colours go on from line to line of a stream', () => {
  const first = lineText(bytes('a\u001b[1;31mb'));
  expect(first.pieces).toEqual([
    { kind: 'text', text: 'a' },
    { kind: 'text', text: 'b', style: { ...PLAIN, bold: true, fg: 1 } },
  ]);
  const second = lineText(bytes('c\u001b[md'), { style: first.style });
  expect(second.pieces).toEqual([
    { kind: 'text', text: 'c', style: first.style },
    { kind: 'text', text: 'd' },
  ]);
  expect(second.style).toBe(PLAIN);
});

test('sequences that move, erase, report or set titles are dropped and change no style', () => {
  const { pieces, style } = lineText(
    bytes('\u001b[2J\u001b[H\u001b[?25l\u001b[6n\u001b[>0c\u001b]52;c;aGk=\u0007\u001bc\u001b[31;1Hok\u001b[1 q'),
  );
  expect(piecesText(pieces)).toBe('ok');
  expect(style).toBe(PLAIN);
});

test('a string sequence of more than 4 KiB hides nothing', () => {
  const long = `\u001b]0;${'x'.repeat(5_000)}\u0007end`;
  expect(shown(long)).toContain('xxx');
  expect(shown(`\u001bP${'y'.repeat(5_000)}\u001b\\end`)).toContain('yyy');
  expect(shown(`\u001b]0;${'x'.repeat(4_000)}\u0007end`)).toBe('end');
});

test('hostile input costs time in proportion to its length', () => {
  // With the square of its length it would take longer than any test may.
  const length = 400_000;
  for (const piece of ['\u001b', '\u001b[', '\u001b]', '\u001bP', '\u001b[0', '\u001b[31m', '\u0007', '\u001b\\']) {
    const input = Buffer.from(piece.repeat(length / piece.length));
    expect(lineText(input, { unfinished: true }).pieces.length).toBeLessThanOrEqual(length);
  }
  expect(lineText(Buffer.from(`\u001b[${'1;'.repeat(length / 2)}m`)).pieces.length).toBeLessThanOrEqual(length);
});

test('an 8-bit control sequence introducer is shown, not obeyed', () => {
  expect(shown('\u009b31mred')).toBe('⟨U+009B⟩31mred');
});
