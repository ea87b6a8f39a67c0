import { expect, test } from 'vitest';
import { OwnSessions } from './own-sessions.ts';

function storage(): Pick<Storage, 'getItem' | 'setItem'> {
  const items = new Map<string, string>();
  return { getItem: (name) => items.get(name) ?? null, setItem: (name, value) => void items.set(name, value) };
}

test('a tab knows its sessions again after a reload', () => {
  const kept = storage();
  const own = new OwnSessions(kept);
  expect(own.names).toEqual([]);
  own.add('one');
  own.add('one');
  const later = new OwnSessions(kept);
  later.add('two');
  expect(later.names).toEqual(['one', 'two']);
});

test('it remembers the last ones only', () => {
  const kept = storage();
  const own = new OwnSessions(kept);
  for (let i = 0; i < 100; i++) own.add(`session ${i}`);
  expect(own.names).toHaveLength(32);
  expect(new OwnSessions(kept).names.at(-1)).toBe('session 99');
});

test('storage that is switched off, or holds something else, does no harm', () => {
  const broken = {
    getItem: () => {
      throw new Error('denied');
    },
    setItem: () => {
      throw new Error('denied');
    },
  };
  const own = new OwnSessions(broken);
  own.add('one');
  expect(own.names).toEqual(['one']);
  expect(new OwnSessions({ ...broken, getItem: () => '{"a":1}' }).names).toEqual([]);
  expect(new OwnSessions({ ...broken, getItem: () => '[1,"two"]' }).names).toEqual(['two']);
});
