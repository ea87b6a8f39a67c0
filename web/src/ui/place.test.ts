import { expect, test } from 'vitest';
import { placeBeside } from './place.ts';

const view = { width: 1000, height: 700 };
const size = { width: 300, height: 200 };
const opener = (left: number, top: number) => ({ left, top, width: 80, height: 28 });

test('it stands below its opener, edge on edge', () => {
  expect(placeBeside(opener(100, 100), size, view, 'bottom-start')).toEqual({ left: 100, top: 132 });
  expect(placeBeside(opener(500, 100), size, view, 'bottom-end')).toEqual({ left: 280, top: 132 });
});

test('where there is no room below it stands above, and the reverse', () => {
  expect(placeBeside(opener(100, 600), size, view, 'bottom-start').top).toBe(396);
  expect(placeBeside(opener(100, 40), size, view, 'top-start').top).toBe(72);
});

test('it never leaves the window', () => {
  expect(placeBeside(opener(950, 100), size, view, 'bottom-start').left).toBe(692);
  expect(placeBeside(opener(10, 100), size, view, 'bottom-end').left).toBe(8);
  expect(placeBeside(opener(100, 40), size, { width: 1000, height: 180 }, 'bottom-start').top).toBe(8);
});
