import { expect, test } from 'vitest';
import type { Row } from '../state/protocol.ts';
import { partsOf } from './byte-blocks.ts';

const row = (number: number, stream: 0 | 1 | 2, offset: number, length: number): Row => ({
  number,
  stream,
  line: 1,
  offset,
  time: 0,
  length,
  bytes: new Uint8Array(),
  unterminated: false,
  cut: false,
});

test('lines of one stream that follow each other are one part, others are not', () => {
  expect(partsOf([row(1, 1, 0, 3), row(2, 1, 3, 4), row(3, 2, 0, 1), row(4, 1, 7, 2)])).toEqual([
    { stream: 1, lines: { from: 1, to: 2 }, offset: 0, length: 7 },
    { stream: 2, lines: { from: 3, to: 3 }, offset: 0, length: 1 },
    { stream: 1, lines: { from: 4, to: 4 }, offset: 7, length: 2 },
  ]);
  expect(partsOf([])).toEqual([]);
});
