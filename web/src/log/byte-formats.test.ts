import { expect, test } from 'vitest';
import { hexRowText, toBase64, toCString, toHex, toPythonBytes } from './byte-formats.ts';

const bytes = (...parts: (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [part])));

test('hex', () => expect(toHex(bytes('a', 0xff, '\n'))).toBe('61 ff 0a'));

test('a C string means the same bytes to a compiler', () => {
  expect(toCString(bytes('a"\\\n', 0, '7', 0xff))).toBe('"a\\"\\\\\\n\\0007\\377"');
  expect(toCString(bytes('??='))).toBe('"?\\?="');
});

test('Python bytes are as repr writes them', () => {
  expect(toPythonBytes(bytes('a', 0xff, 'b\n'))).toBe("b'a\\xffb\\n'");
  expect(toPythonBytes(bytes("it's"))).toBe('b"it\'s"');
  expect(toPythonBytes(bytes('\'"\\\t\r', 0))).toBe("b'\\'\"\\\\\\t\\r\\x00'");
  expect(toPythonBytes(bytes())).toBe("b''");
});

test('base64 of any length', () => {
  for (const length of [0, 1, 2, 3, 100, 0x6000, 0x6001, 100_000]) {
    const all = Uint8Array.from({ length }, (_, i) => (i * 7) & 255);
    expect(toBase64(all)).toBe(Buffer.from(all).toString('base64'));
  }
});

test('what cannot be printed is a middle dot', () => expect(hexRowText(bytes('a b~', 0x7f, 0, 0xe9))).toBe('a b~···'));
