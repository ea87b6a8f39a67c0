// Ports of Lib/test/test_asyncio/test_streams.py: read and readexactly.
import { describe, expect, it } from 'vitest';
import { IncompleteReadError, ValueError } from '../errors.ts';
import { StreamReader } from '../stream-reader.ts';
import { buffered, bytes, failureOf, feed, readerOf, text } from './reader-tools.ts';

const DATA = 'line1\nline2\nline3\n';

describe('feeding', () => {
  it('T47 takes no notice of empty data', async () => {
    const reader = readerOf(['']);
    expect(await buffered(reader)).toBe('');
    reader.feedEof();
    expect(text(await reader.read())).toBe('');
  });

  it('T48 keeps data in the buffer', async () => {
    const reader = readerOf([DATA]);
    expect(await buffered(reader)).toBe(DATA);
  });

  it('T55 refuses a limit of 0 and of -1', () => {
    for (const limit of [0, -1]) {
      expect(() => new StreamReader(limit)).toThrow(ValueError);
      expect(() => new StreamReader(limit)).toThrow(/limit/i);
    }
  });

  it('T59 is at the end only when the end has come and everything has been read', async () => {
    const reader = readerOf();
    expect(reader.atEof()).toBe(false);
    feed(reader, 'some data\n');
    expect(reader.atEof()).toBe(false);
    await reader.readline();
    expect(reader.atEof()).toBe(false);
    feed(reader, 'some data\n');
    reader.feedEof();
    expect(reader.atEof()).toBe(false);
    await reader.readline();
    expect(reader.atEof()).toBe(true);
  });
});

describe('read', () => {
  it('T49 gives nothing for a count of 0 and leaves the buffer alone', async () => {
    const reader = readerOf([DATA]);
    expect(text(await reader.read(0))).toBe('');
    expect(await buffered(reader)).toBe(DATA);
  });

  it('T50 waits for the first bytes and gives what there is of 30', async () => {
    const reader = readerOf();
    const reading = reader.read(30);
    feed(reader, DATA);
    expect(text(await reading)).toBe(DATA);
    expect(await buffered(reader)).toBe('');
  });

  it('T51 splits by count, wherever the pieces ended', async () => {
    const reader = readerOf(['line1', 'line2']);
    expect(text(await reader.read(5))).toBe('line1');
    expect(await buffered(reader)).toBe('line2');
  });

  it('T52 gives nothing when the end comes while it waits', async () => {
    const reader = readerOf();
    const reading = reader.read(1024);
    reader.feedEof();
    expect(text(await reading)).toBe('');
    expect(await buffered(reader)).toBe('');
  });

  it('T53 joins the chunks up to the end for a count of -1', async () => {
    const reader = readerOf();
    const reading = reader.read(-1);
    feed(reader, 'chunk1\n', 'chunk2');
    reader.feedEof();
    expect(text(await reading)).toBe('chunk1\nchunk2');
    expect(await buffered(reader)).toBe('');
  });

  it('T54 rejects after setException', async () => {
    const reader = readerOf(['line\n']);
    expect(text(await reader.read(2))).toBe('li');
    reader.setException(new ValueError('set'));
    expect(await failureOf(reader.read(2))).toBeInstanceOf(ValueError);
  });

  it('T56 is not bounded by the limit', async () => {
    const reader = readerOf(['chunk'], 3);
    expect(text(await reader.read(5))).toBe('chunk');
    expect(await buffered(reader)).toBe('');
  });
});

describe('readexactly', () => {
  it('T75 gives nothing for 0, refuses -1, and leaves the buffer alone', async () => {
    const reader = readerOf([DATA]);
    expect(text(await reader.readexactly(0))).toBe('');
    const error = await failureOf(reader.readexactly(-1));
    expect(error).toBeInstanceOf(ValueError);
    expect(error).toHaveProperty('message', expect.stringContaining('less than zero'));
    expect(await buffered(reader)).toBe(DATA);
  });

  it('T76 waits for as many bytes as were asked for and keeps the rest', async () => {
    const reader = readerOf();
    const reading = reader.readexactly(2 * DATA.length);
    feed(reader, DATA, DATA, DATA);
    expect(text(await reading)).toBe(DATA + DATA);
    expect(await buffered(reader)).toBe(DATA);
  });

  it('T77 is not bounded by the limit', async () => {
    const reader = readerOf(['chunk'], 3);
    expect(text(await reader.readexactly(5))).toBe('chunk');
    expect(await buffered(reader)).toBe('');
  });

  it('T78 gives what there was as partial, in the same words, when the end comes first', async () => {
    const reader = readerOf();
    const reading = reader.readexactly(2 * DATA.length);
    feed(reader, DATA);
    reader.feedEof();
    const error = await failureOf(reading);
    expect(error).toBeInstanceOf(IncompleteReadError);
    expect(error).toMatchObject({
      partial: bytes(DATA),
      expected: 36,
      message: '18 bytes read on a total of 36 expected bytes',
    });
    expect(await buffered(reader)).toBe('');
  });

  it('T79 rejects after setException', async () => {
    const reader = readerOf(['line\n']);
    expect(text(await reader.readexactly(2))).toBe('li');
    reader.setException(new ValueError('set'));
    expect(await failureOf(reader.readexactly(2))).toBeInstanceOf(ValueError);
  });
});
