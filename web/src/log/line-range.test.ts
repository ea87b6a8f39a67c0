import { expect, test } from 'vitest';
import { isInRange, LineSelection, parseFragment, rangeFragment } from './line-range.ts';

test('lines are named in the address as they are clicked, and read back', () => {
  expect(rangeFragment({ from: 12, to: 15 })).toBe('#L12-L15');
  expect(rangeFragment({ from: 12, to: 12 })).toBe('#L12');
  expect(parseFragment('#L12-L15')).toEqual({ from: 12, to: 15 });
  expect(parseFragment('#L15-L12')).toEqual({ from: 12, to: 15 });
  expect(parseFragment('#L12-15')).toEqual({ from: 12, to: 15 });
  expect(parseFragment('#L7')).toEqual({ from: 7, to: 7 });
});

test.each(['', '#', '#L', '#L0', '#Lx', '#p=abc.def', '#L1-', '#L1-L2-L3', '#L-1', `#L${'9'.repeat(30)}`])(
  'no lines in %j',
  (fragment) => expect(parseFragment(fragment)).toBeNull(),
);

test('a click selects, Shift+click extends from there in both directions', () => {
  const selection = new LineSelection();
  selection.extend(12);
  expect(selection.range).toEqual({ from: 12, to: 12 });
  selection.extend(15);
  expect(selection.range).toEqual({ from: 12, to: 15 });
  selection.extend(9);
  expect(selection.range).toEqual({ from: 9, to: 12 });
  expect(isInRange(selection.range, 10)).toBe(true);
  expect(isInRange(selection.range, 13)).toBe(false);
});

test('a click on the only selected line takes the selection away', () => {
  const selection = new LineSelection();
  selection.pick(3);
  selection.pick(3);
  expect(selection.range).toBeNull();
  selection.set({ from: 2, to: 4 });
  selection.pick(3);
  expect(selection.range).toEqual({ from: 3, to: 3 });
});
