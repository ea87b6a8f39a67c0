// Ports of Lib/test/test_asyncio/test_streams.py: readuntil.
import { expect, it } from 'vitest';
import { IncompleteReadError, LimitOverrunError, ValueError } from '../errors.ts';
import { buffered, bytes, failureOf, feed, readerOf, text } from './reader-tools.ts';

it('T66 refuses an empty separator, a list with one in it, and an empty list', async () => {
  const reader = readerOf();
  for (const [separator, words] of [
    [bytes(''), 'Separator should be'],
    [[bytes('')], 'Separator should be'],
    [[], 'Separator should contain'],
  ] as const) {
    const error = await failureOf(reader.readuntil(separator));
    expect(error).toBeInstanceOf(ValueError);
    expect(error).toHaveProperty('message', expect.stringContaining(words));
  }
});

it('T67 finds a separator of three bytes and keeps the rest', async () => {
  const reader = readerOf();
  for (const [fed, left] of [
    ['lineAAA', ''],
    ['lineAAA', ''],
    ['lineAAAxxx', 'xxx'],
  ] as const) {
    feed(reader, fed);
    expect(text(await reader.readuntil(bytes('AAA')))).toBe('lineAAA');
    expect(await buffered(reader)).toBe(left);
  }
});

it('T68 finds a separator that came in several pieces, also after a false start', async () => {
  const reader = readerOf();
  for (const chunks of [['QWEaa', 'XYaa', 'a'], ['QWEaa', 'XYa', 'aa'], ['aaa'], ['Xaaa'], ['XXX', 'a', 'a', 'a']]) {
    feed(reader, ...chunks);
    expect(text(await reader.readuntil(bytes('aaa')))).toBe(chunks.join(''));
    expect(await buffered(reader)).toBe('');
  }
});

it('T69 gives all there is as partial when the end comes after half a separator', async () => {
  const reader = readerOf(['some dataAA']);
  reader.feedEof();
  const error = await failureOf(reader.readuntil(bytes('AAA')));
  expect(error).toBeInstanceOf(IncompleteReadError);
  expect(error).toMatchObject({ partial: bytes('some dataAA'), expected: null });
  expect(error).toHaveProperty('message', expect.stringContaining('undefined expected bytes'));
  expect(await buffered(reader)).toBe('');
});

it('T70 leaves everything in place beyond the limit, whether the separator is there or not', async () => {
  const reader = readerOf(['some dataAA'], 3);
  const missing = await failureOf(reader.readuntil(bytes('AAA')));
  expect(missing).toBeInstanceOf(LimitOverrunError);
  expect(missing).toHaveProperty('message', expect.stringContaining('not found'));
  feed(reader, 'A');
  const found = await failureOf(reader.readuntil(bytes('AAA')));
  expect(found).toBeInstanceOf(LimitOverrunError);
  expect(found).toHaveProperty('message', expect.stringContaining('is found'));
  expect(await buffered(reader)).toBe('some dataAAA');
});

it('T71 takes the separator that ends first, even if its match is the longer one', async () => {
  const reader = readerOf(['line 1\nline 2\r']);
  const either = [bytes('\r'), bytes('\n')];
  expect(text(await reader.readuntil(either))).toBe('line 1\n');
  expect(text(await reader.readuntil(either))).toBe('line 2\r');
  expect(await buffered(reader)).toBe('');
  feed(reader, 'ABCDEFG');
  expect(text(await reader.readuntil([bytes('DEF'), bytes('BCDE')]))).toBe('ABCDE');
  expect(await buffered(reader)).toBe('FG');
});

it('T72 measures the winning match against the limit', async () => {
  const reader = readerOf(['some dataA'], 3);
  const error = await failureOf(reader.readuntil([bytes('A'), bytes('ome dataA')]));
  expect(error).toBeInstanceOf(LimitOverrunError);
  expect(error).toHaveProperty('message', expect.stringContaining('is found'));
  expect(await buffered(reader)).toBe('some dataA');
});

it('T73 copes with less data than the longest separator is long', async () => {
  const reader = readerOf(['data']);
  const reading = reader.readuntil([bytes('A'), bytes('long sep')]);
  feed(reader, 'Z');
  await Promise.resolve();
  feed(reader, 'Aaaa');
  expect(text(await reading)).toBe('dataZA');
  expect(await buffered(reader)).toBe('aaa');
});

it('T74 takes any kind of bytes as a separator', async () => {
  const reader = readerOf(['some data\r\n']);
  expect(text(await reader.readuntil(Buffer.from('\r\n')))).toBe('some data\r\n');
  expect(await buffered(reader)).toBe('');
});
