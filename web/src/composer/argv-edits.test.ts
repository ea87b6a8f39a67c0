import { expect, test } from 'vitest';
import { insertArgument, moveArgument, pasteLines, removeArgument, typeArgument } from './argv-edits.ts';

const argv = ['a', 'b', 'c'];

test('typing changes one argument, and past the end begins another', () => {
  expect(typeArgument(argv, 1, 'x y')).toEqual(['a', 'x y', 'c']);
  expect(typeArgument(argv, 3, 'd')).toEqual(['a', 'b', 'c', 'd']);
  expect(typeArgument(argv, 3, '')).toEqual(argv);
  expect(typeArgument(argv, 0, '')).toEqual(['', 'b', 'c']);
});

test('an argument moves one place and not past the edge', () => {
  expect(moveArgument(argv, 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moveArgument(argv, 2, -1)).toEqual(['a', 'c', 'b']);
  expect(moveArgument(argv, 0, -1)).toBeNull();
  expect(moveArgument(argv, 2, 1)).toBeNull();
  expect(moveArgument(argv, 3, -1)).toBeNull();
});

test('inserting and removing keep the rest', () => {
  expect(insertArgument(argv, 1)).toEqual(['a', '', 'b', 'c']);
  expect(removeArgument(argv, 1)).toEqual(['a', 'c']);
});

test('pasted lines become one argument each, around what was not selected', () => {
  expect(pasteLines(argv, 1, 'one\r\ntwo\nthree\n', { start: 1, end: 1 })).toEqual({
    argv: ['a', 'bone', 'two', 'three', 'c'],
    count: 3,
  });
  expect(pasteLines(['xyz'], 0, '1\n2', { start: 1, end: 2 })?.argv).toEqual(['x1', '2z']);
  expect(pasteLines(argv, 3, 'd\n\ne', { start: 0, end: 0 })?.argv).toEqual(['a', 'b', 'c', 'd', '', 'e']);
  expect(pasteLines(argv, 0, 'one line\n', { start: 0, end: 0 })).toBeNull();
});
