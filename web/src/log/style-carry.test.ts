import { expect, test } from 'vitest';
import type { Row } from '../state/protocol.ts';
import { PLAIN } from './sgr.ts';
import { styleAfter, stylesBefore } from './style-carry.ts';

const rowsOf = (...lines: [0 | 1 | 2, string][]): ((number: number) => Row | undefined) => {
  const rows = lines.map(([stream, text], i): Row => {
    const bytes = new TextEncoder().encode(text);
    const whole = { line: 1, offset: 0, time: 0, length: bytes.length, unterminated: false, cut: false };
    return { number: i + 1, stream, bytes, ...whole };
  });
  return (number) => rows[number - 1];
};

test('a colour goes on in its own stream only', () => {
  const row = rowsOf([1, '\u001b[31mred'], [2, 'err'], [1, 'still red'], [1, '\u001b[0mplain'], [1, 'x']);
  expect(stylesBefore(4, row)).toEqual([PLAIN, { ...PLAIN, fg: 1 }, PLAIN]);
  expect(stylesBefore(5, row)).toEqual([PLAIN, PLAIN, PLAIN]);
  expect(stylesBefore(1, row)).toEqual([PLAIN, PLAIN, PLAIN]);
});

test('a row that is not here ends what is known', () => {
  const row = rowsOf([1, '\u001b[31mred'], [1, 'a'], [1, 'b']);
  expect(stylesBefore(3, (n) => (n === 2 ? undefined : row(n)))).toEqual([PLAIN, PLAIN, PLAIN]);
});

test('a line that is cut leaves no colour behind', () => {
  const red = rowsOf([1, '\u001b[31mred'])(1) as Row;
  expect(styleAfter(red, PLAIN).fg).toBe(1);
  expect(styleAfter({ ...red, cut: true }, PLAIN)).toBe(PLAIN);
});
