import { expect, test } from 'vitest';
import { invalidUtf8 } from './utf8-sequence.ts';

const marks = (bytes: number[], cut = false) => [...invalidUtf8(Uint8Array.from(bytes), cut)];

test('only bytes that are not valid UTF-8 are marked', () => {
  expect(marks([0x63, 0xc3, 0xa9, 0x0a])).toEqual([0, 0, 0, 0]);
  expect(marks([0x61, 0xff, 0xe2, 0x82, 0xac, 0x80, 0x7f])).toEqual([0, 1, 0, 0, 0, 1, 0]);
  expect(marks([0xc0, 0xaf])).toEqual([1, 1]);
  expect(marks([0xed, 0xa0, 0x80])).toEqual([1, 1, 1]);
});

test('a character that is cut off is wrong at an end, and not where only the view ends', () => {
  expect(marks([0x61, 0xe2, 0x82])).toEqual([0, 1, 1]);
  expect(marks([0x61, 0xe2, 0x82], true)).toEqual([0, 0, 0]);
});
