import { expect, test } from 'vitest';
import { DroppedMarks } from './dropped-marks.ts';
import { RowTally } from './row-tally.ts';

/** Marks of `count` frames of one entry with 10 bytes of stdout each. */
function marksOf(count: number, marks = new DroppedMarks()): DroppedMarks {
  const tally = new RowTally();
  for (let seq = 0; seq < count; seq++) {
    marks.add(seq, tally.mark());
    tally.add(1, Buffer.from('123456789\n'));
  }
  return marks;
}

test('1,024 frames are told exactly, and of more the newest', () => {
  const few = marksOf(1_024);
  expect(Array.from({ length: 1_024 }, (_, seq) => few.at(seq)[1])).toEqual(
    Array.from({ length: 1_024 }, (_, seq) => seq * 10),
  );
  const many = marksOf(100_000);
  expect(Array.from({ length: 512 }, (_, i) => many.at(99_999 - i)[1])).toEqual(
    Array.from({ length: 512 }, (_, i) => (99_999 - i) * 10),
  );
  const off = Array.from({ length: 1_000 }, (_, i) => i * 100 * 10 - many.at(i * 100)[1]);
  expect(Math.min(...off)).toBe(0);
  expect(many.at(0)).toEqual([0, 0, 0]);
});

test('they take 32 KiB at most, or what they may, and nothing before the first', () => {
  expect(new DroppedMarks().held).toBe(0);
  expect(marksOf(10).held).toBeLessThanOrEqual(1_024);
  expect(marksOf(100_000).held).toBe(32 * 1_024);
  expect(marksOf(100_000, new DroppedMarks(4_096)).held).toBe(4_096);
});

test('half of them can be let go until none is left', () => {
  const marks = marksOf(1_024);
  const held: number[] = [marks.held];
  while (marks.halve()) {
    held.push(marks.held);
    expect(marks.at(5_000)[1] % 10).toBe(0);
  }
  expect(held.slice(0, 3)).toEqual([32_768, 16_384, 8_192]);
  expect(held.at(-1)).toBe(0);
  expect(marks.at(5_000)).toEqual([0, 0, 0]);
  expect(marksOf(3, marks).at(2)[1]).toBe(20);
});
