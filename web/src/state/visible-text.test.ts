import { expect, test } from 'vitest';
import { visibleLines, visibleText } from './visible-text.ts';

test('what cannot be seen has the mark it has in the output, what parts words is a space', () => {
  expect(visibleText('echo a\u0000b\u001b[2J')).toBe('echo a⟨NUL⟩b⟨ESC⟩[2J');
  expect(visibleText('a\n\tb\u202ec')).toBe('a b⟨U+202E⟩c');
  expect(visibleText('größe \u{1f600}')).toBe('größe \u{1f600}');
});

test('line breaks and tabs stay where there is room for lines', () => {
  expect(visibleLines('a\n\tb\r\nc')).toBe('a\n\tb⟨CR⟩\nc');
});

test.each([
  ['a zero-width space', '\u200b', 'U+200B'],
  ['a joiner in a word with capitals', '\u200d', 'U+200D'],
  ['a soft hyphen', '\u00ad', 'U+00AD'],
  ['a word joiner', '\u2060', 'U+2060'],
  ['a byte order mark', '\ufeff', 'U+FEFF'],
  ['an isolate', '\u2066', 'U+2066'],
  ['a filler', '\u3164', 'U+3164'],
  ['a tag', '\u{e0041}', 'U+E0041'],
])('%s has a mark', (_what, char, name) => {
  expect(visibleText(`pay${char}pal`)).toBe(`pay⟨${name}⟩pal`);
});

test.each([
  ['a family of emoji', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
  ['an emoji with a skin colour', '\u{1f469}\u{1f3fd}\u200d\u{1f680}'],
  ['a heart in colour on fire', '\u2764\ufe0f\u200d\u{1f525}'],
  ['a Persian verb', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
  ['a Hindi conjunct', '\u0915\u094d\u200d\u0937'],
])('%s is left as it is written', (_what, text) => {
  expect(visibleText(text)).toBe(text);
});
