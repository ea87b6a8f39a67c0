import { afterEach, expect, test } from 'vitest';
import { en } from './en/index.ts';
import { messageIds, setLocale, t } from './message.ts';
import { pseudo } from './pseudo.ts';

afterEach(() => setLocale('en'));

test('a message is the English text of its id', () => {
  expect(t('shell.connected')).toBe(en['shell.connected']);
});

test('every message is a pattern that parses, in English and in the pseudo-locale', () => {
  const values = new Proxy({}, { get: () => 2, has: () => true, ownKeys: () => [] });
  for (const locale of ['en', 'pseudo'] as const) {
    setLocale(locale);
    for (const id of messageIds) expect([id, typeof t(id, values)]).toEqual([id, 'string']);
  }
});

test('the pseudo-locale accents what is text and leaves what is in braces', () => {
  expect(pseudo('Lines: {count, number}')).toMatch(/^⟦Lîñéš: \{count, number\}·+⟧$/);
});
