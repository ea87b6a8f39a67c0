import { expect, test } from 'vitest';
import { isUnread, unreadRows } from './unread-rows.ts';

const stream = (bytes: number, taken: number) => ({ bytes, lines: 1, ended: false, taken });
const row = (stream: 0 | 1 | 2, offset: number, length: number) => ({ stream, offset, length });

test('lines beyond what was taken are unread, also one of which only a part was taken', () => {
  const unread = unreadRows({
    consumers: { stdout: 'paused', stderr: 'step' },
    streams: { stdin: null, stdout: stream(196_608, 0), stderr: stream(10, 3) },
  });
  expect(unread?.words).toBe('unread · 196,615 B in the reader');
  expect(isUnread(row(1, 0, 16), unread)).toBe(true);
  expect(isUnread(row(2, 0, 2), unread)).toBe(false);
  expect(isUnread(row(2, 2, 2), unread)).toBe(true);
  expect(isUnread(row(0, 900, 2), unread)).toBe(false);
});

test('nothing is unread where all was taken, and what is followed or read by a script is not marked', () => {
  const streams = { stdin: null, stdout: stream(10, 10), stderr: null };
  expect(unreadRows({ consumers: { stdout: 'paused', stderr: null }, streams })).toBeNull();
  const behind = { ...streams, stdout: stream(10, 4) };
  expect(unreadRows({ consumers: { stdout: 'follow', stderr: null }, streams: behind })).toBeNull();
  expect(unreadRows({ consumers: { stdout: 'script', stderr: null }, streams: behind })).toBeNull();
});
