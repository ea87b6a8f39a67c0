import { expect, test } from 'vitest';
import { unescapeBytes } from './stdin-escapes.ts';

const hex = (text: string): string => {
  const read = unescapeBytes(text);
  return 'bytes' in read ? Buffer.from(read.bytes).toString('hex') : `${read.wrong} at ${read.at}`;
};

test('bytes, characters and control characters', () => {
  expect(hex('a\\n')).toBe('610a');
  expect(hex('\\x00\\xff\\u00e9')).toBe('00ffc3a9');
  expect(hex('é\\u{1f600}\\U0001f600')).toBe('c3a9f09f9880f09f9880');
  expect(hex('\\0\\t\\r\\e\\\\')).toBe('0009 0d1b5c'.replace(' ', ''));
  expect(hex('\\\\n')).toBe('5c6e');
});

test('nothing is added, and a typed newline is one byte', () => {
  expect(hex('')).toBe('');
  expect(hex('a\nb')).toBe('610a62');
});

test.each([
  ['\\', '\\ at 0'],
  ['ab\\q', '\\q at 2'],
  ['\\x4', '\\x at 0'],
  ['\\ud800', '\\ud800 at 0'],
  ['\\u{110000}', '\\u{110000} at 0'],
  ['\\01', '\\0 at 0'],
])('%s is no escape and says where', (text, words) => expect(hex(text)).toBe(words));
