import { expect, test } from 'vitest';
import { matchScore, ranked } from './palette-match.ts';

const find = (query: string, ...texts: string[]) => ranked(texts, query, (text) => text);

test('every word of the query must be there, in any order', () => {
  expect(find('run new', 'New run', 'Newer run', 'Open settings')).toEqual(['New run', 'Newer run']);
  expect(find('zzz', 'New run')).toEqual([]);
});

test('the start of the text wins over the start of a word, and that over the middle of one', () => {
  expect(find('wrap', 'unwrapped', 'Toggle wrapping', 'Wrap lines')).toEqual([
    'Wrap lines',
    'Toggle wrapping',
    'unwrapped',
  ]);
});

test('an empty query keeps everything in its order', () => {
  expect(find('  ', 'b', 'a')).toEqual(['b', 'a']);
});

test('signs in a command are plain text', () => {
  expect(matchScore('yes | head (1)', '| (1')).not.toBeNull();
});
