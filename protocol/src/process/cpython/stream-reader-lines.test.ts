// Ports of Lib/test/test_asyncio/test_streams.py: readline.
import { expect, it } from 'vitest';
import { ValueError } from '../errors.ts';
import { buffered, failureOf, feed, readerOf, text } from './reader-tools.ts';

const DATA = 'line1\nline2\nline3\n';

it('T57 builds a line of several pieces and keeps what follows it', async () => {
  const reader = readerOf(['chunk1 ']);
  const reading = reader.readline();
  feed(reader, 'chunk2 ', 'chunk3 ', '\n chunk4');
  expect(text(await reading)).toBe('chunk1 chunk2 chunk3 \n');
  expect(await buffered(reader)).toBe(' chunk4');
});

it('T58 drops a line beyond the limit and keeps the rest; without a newline it drops everything', async () => {
  const found = readerOf(['li', 'ne1\nline2\n'], 3);
  expect(await failureOf(found.readline())).toBeInstanceOf(ValueError);
  expect(await buffered(found)).toBe('line2\n');

  const missing = readerOf(['li', 'ne1', 'li'], 3);
  expect(await failureOf(missing.readline())).toBeInstanceOf(ValueError);
  expect(await buffered(missing)).toBe('');
});

it('T60 drops what is fed after the call too, and the limit does not count the newline', async () => {
  const all = readerOf([], 7);
  const dropped = failureOf(all.readline());
  feed(all, 'chunk1', 'chunk2', 'chunk3\n');
  all.feedEof();
  expect(await dropped).toBeInstanceOf(ValueError);
  expect(await buffered(all)).toBe('');

  const kept = readerOf([], 7);
  const first = failureOf(kept.readline());
  feed(kept, 'chunk1', 'chunk2\n', 'chunk3\n');
  kept.feedEof();
  expect(await first).toBeInstanceOf(ValueError);
  expect(await buffered(kept)).toBe('chunk3\n');

  const strict = readerOf(['1234567\n'], 7);
  expect(text(await strict.readline())).toBe('1234567\n');
  for (const tooLong of ['12345678\n', '12345678']) {
    feed(strict, tooLong);
    expect(await failureOf(strict.readline())).toBeInstanceOf(ValueError);
    expect(await buffered(strict)).toBe('');
  }
});

it('T61 gives a line that is already there whole', async () => {
  const reader = readerOf([DATA.slice(0, 6), DATA.slice(6)]);
  expect(text(await reader.readline())).toBe('line1\n');
  expect(await buffered(reader)).toBe('line2\nline3\n');
});

it('T62 gives the last line although it has no newline', async () => {
  const reader = readerOf(['some data']);
  reader.feedEof();
  expect(text(await reader.readline())).toBe('some data');
});

it('T63 gives nothing at the end', async () => {
  const reader = readerOf();
  reader.feedEof();
  expect(text(await reader.readline())).toBe('');
});

it('T64 leaves the rest for a read by count, which crosses lines', async () => {
  const reader = readerOf([DATA]);
  await reader.readline();
  expect(text(await reader.read(7))).toBe('line2\nl');
  expect(await buffered(reader)).toBe('ine3\n');
});

it('T65 rejects after setException', async () => {
  const reader = readerOf(['line\n']);
  expect(text(await reader.readline())).toBe('line\n');
  reader.setException(new ValueError('set'));
  expect(await failureOf(reader.readline())).toBeInstanceOf(ValueError);
  expect(reader.atEof()).toBe(false);
});
