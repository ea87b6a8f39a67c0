import { expect, test } from 'vitest';
import {
  clampTop,
  isAtEnd,
  layOutFrom,
  layOutTo,
  rowsBelow,
  thumbAt,
  topAtThumb,
  topLimits,
  topMoved,
  topToShow,
  visibleRows,
} from './viewport.ts';

const all = { first: 1, total: 1000, height: 20 };

test('a short output has one position', () => {
  const short = { first: 1, total: 5, height: 20 };
  expect(topLimits(short)).toEqual({ min: 0, max: 0 });
  expect(isAtEnd(0, short)).toBe(true);
  expect(thumbAt(0, short, 400)).toBeNull();
  expect(visibleRows(0, short)).toEqual({ from: 1, to: 5 });
});

test('the end shows the last row whole', () => {
  const { max } = topLimits(all);
  expect(max + all.height).toBeGreaterThanOrEqual(1000);
  expect(visibleRows(max, all).to).toBe(1000);
  expect(rowsBelow(max, all)).toBe(0);
});

test('rows partly in sight count as seen', () => {
  expect(visibleRows(10.5, all)).toEqual({ from: 11, to: 31 });
  expect(rowsBelow(10.5, all)).toBe(970);
});

test('letting go of old rows does not move what is read', () => {
  const later = { ...all, first: 400, total: 5000 };
  expect(clampTop(500, later)).toBe(500);
  expect(clampTop(100, later)).toBe(398);
});

test('ten million rows: the thumb reaches both ends and every row can be reached', () => {
  const huge = { first: 1, total: 10_000_000, height: 40 };
  const { max } = topLimits(huge);
  expect(thumbAt(0, huge, 600)?.at).toBe(0);
  expect(thumbAt(max, huge, 600)).toEqual({ at: 576, size: 24 });
  expect(topAtThumb(576, huge, 600)).toBe(max);
  expect(topAtThumb(0, huge, 600)).toBe(0);
  expect(topToShow(10_000_000, 0, huge)).toBe(10_000_000 - 40);
});

test('showing a row moves the view only when it must', () => {
  expect(topToShow(15, 10, all)).toBe(10);
  expect(topToShow(5, 10, all)).toBe(4);
  expect(topToShow(40, 10, all)).toBe(20);
});

test('rows of different heights are laid out from the top or from the end', () => {
  const heightOf = (number: number): number => (number === 3 ? 60 : 20);
  expect(layOutFrom(2.5, 5, heightOf)).toEqual({
    top: 2.5,
    places: new Map([
      [3, -30],
      [4, 30],
      [5, 50],
    ]),
    end: 70,
  });
  const end = layOutTo(5, 1, 90, 10, heightOf);
  expect(end.places.get(5)).toBeCloseTo(60);
  expect(end.places.get(3)).toBeCloseTo(-20);
  expect(end.top).toBeCloseTo(2 + 20 / 60);
  expect(layOutTo(2, 1, 400, 10, heightOf)).toEqual({
    top: 0,
    places: new Map([
      [1, 0],
      [2, 20],
    ]),
    end: 40,
  });
});

test('scrolling by pixels goes over rows of any height and back', () => {
  const heightOf = (number: number): number => (number === 2 ? 100 : 20);
  expect(topMoved(0, 20, heightOf)).toBe(1);
  expect(topMoved(0, 70, heightOf)).toBe(1.5);
  expect(topMoved(1.5, -60, heightOf)).toBe(0.5);
  expect(topMoved(1.5, 60, heightOf)).toBe(2.5);
  expect(topMoved(0.5, -500, heightOf)).toBe(0);
});

test('what stands after the last row is part of the way', () => {
  expect(topLimits({ ...all, tail: 3 }).max).toBe(983);
  expect(isAtEnd(980.5, { ...all, tail: 3 })).toBe(false);
});
