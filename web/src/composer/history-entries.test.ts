import { expect, test } from 'vitest';
import { type Draft, EMPTY_DRAFT } from '../state/draft.ts';
import { historyEntries } from './history-entries.ts';

const exec = (...argv: string[]): Draft => ({ ...EMPTY_DRAFT, argv });
const kept = {
  past: [exec('grep', '-n', 'TODO fix'), exec('ls')],
  own: [{ name: 'Nightly', draft: exec('make', 'test') }],
};

test('own presets come first, then the six, then past commands', () => {
  const entries = historyEntries(kept, '');
  const names = entries.map(({ name, command }) => name || command);
  expect(names.slice(0, 2)).toEqual(['Nightly', 'Hello']);
  expect(names.slice(-2)).toEqual(["grep -n 'TODO fix'", 'ls']);
  expect(entries).toHaveLength(9);
});

test('every word of a search must be found, in the name or the command, in any order and case', () => {
  expect(historyEntries(kept, 'todo GREP').map(({ command }) => command)).toEqual(["grep -n 'TODO fix'"]);
  expect(historyEntries(kept, 'nightly').map(({ name }) => name)).toEqual(['Nightly']);
  expect(historyEntries(kept, 'flood')).toHaveLength(1);
  expect(historyEntries(kept, 'no such thing')).toEqual([]);
});

test('of a long history the newest fifty are shown, and a search reaches the rest', () => {
  const past = Array.from({ length: 200 }, (_, index) => exec('echo', `n${index}`));
  expect(historyEntries({ past, own: [] }, '').filter(({ name }) => name === '')).toHaveLength(50);
  expect(historyEntries({ past, own: [] }, 'n199')).toHaveLength(1);
});
