import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CancelledError, ValueError } from './errors.ts';
import { MemoryReadEnd } from './memory-transport.ts';
import { StreamReader } from './stream-reader.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);

function readerOf(...chunks: string[]): StreamReader {
  const reader = new StreamReader();
  for (const chunk of chunks) reader.feedData(bytes(chunk));
  return reader;
}

function limited(limit: number): [StreamReader, MemoryReadEnd] {
  const end = new MemoryReadEnd();
  return [new StreamReader(limit, end), end];
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('it was expected to fail'),
    (error: unknown) => error,
  );
}

describe('feeding', () => {
  it('T47 takes no notice of empty data', async () => {
    const reader = readerOf('');
    reader.feedEof();
    expect(text(await reader.read())).toBe('');
  });

  it('refuses data after the end, also empty data', () => {
    const reader = readerOf();
    reader.feedEof();
    expect(() => reader.feedData(bytes('x'))).toThrow('feedData after feedEof');
    expect(() => reader.feedData(bytes(''))).toThrow('feedData after feedEof');
  });

  it('T55 refuses a limit that is not above 0', () => {
    expect(() => new StreamReader(0)).toThrow(ValueError);
    expect(() => new StreamReader(-1)).toThrow(/limit/i);
  });

  it('T59 is at the end only when everything has been read', async () => {
    const reader = readerOf('some data\n');
    expect(reader.atEof()).toBe(false);
    reader.feedEof();
    expect(reader.atEof()).toBe(false);
    await reader.readline();
    expect(reader.atEof()).toBe(true);
  });
});

describe('read', () => {
  it('T49 gives nothing at once for a count of 0', async () => {
    const reader = readerOf('data');
    expect(text(await reader.read(0))).toBe('');
    expect(text(await reader.read(10))).toBe('data');
  });

  it('T50 waits for the first bytes and returns what there is', async () => {
    const reader = readerOf();
    const waiting = reader.read(30);
    reader.feedData(bytes('line'));
    expect(text(await waiting)).toBe('line');
  });

  it('T51 splits regardless of where the pieces end', async () => {
    const reader = readerOf('line1', 'line2');
    expect(text(await reader.read(5))).toBe('line1');
    expect(text(await reader.read(7))).toBe('line2');
    const joined = readerOf('li', 'ne1', 'li');
    expect(text(await joined.read(6))).toBe('line1l');
    expect(text(await joined.read(5))).toBe('i');
  });

  it('T52 gives nothing when the end comes while it waits', async () => {
    const reader = readerOf();
    const waiting = reader.read(1024);
    reader.feedEof();
    expect(text(await waiting)).toBe('');
  });

  it('T53 T56 without a count joins everything to the end, whatever the limit', async () => {
    const reader = new StreamReader(3);
    const waiting = reader.read(-1);
    reader.feedData(bytes('chunk1\n'));
    await Promise.resolve();
    reader.feedData(bytes('chunk2'));
    reader.feedEof();
    expect(text(await waiting)).toBe('chunk1\nchunk2');
  });

  it('refuses a count that is no integer', async () => {
    expect(await failure(readerOf('x').read(1.5))).toBeInstanceOf(TypeError);
  });
});

describe('readexactly', () => {
  it('T75 gives nothing for 0 and refuses less', async () => {
    const reader = readerOf('data');
    expect(text(await reader.readexactly(0))).toBe('');
    expect(await failure(reader.readexactly(-1))).toMatchObject({ message: expect.stringContaining('less than zero') });
    expect(text(await reader.read(10))).toBe('data');
  });

  it('T76 T77 waits for enough, whatever the limit, and keeps the rest', async () => {
    const [reader, end] = limited(10);
    const waiting = reader.readexactly(36);
    for (let i = 0; i < 4; i += 1) {
      reader.feedData(bytes('12345678901'));
      await new Promise(setImmediate);
    }
    expect(text(await waiting)).toHaveLength(36);
    expect(end.calls).toContain('resume');
    expect(text(await reader.read(100))).toHaveLength(8);
  });

  it('T78 says how much was missing when the end comes', async () => {
    const reader = readerOf('half of the answer');
    const waiting = reader.readexactly(36);
    reader.feedEof();
    const error = await failure(waiting);
    expect(error).toMatchObject({ partial: bytes('half of the answer'), expected: 36 });
    expect(error).toMatchObject({ message: '18 bytes read on a total of 36 expected bytes' });
    expect(text(await reader.read())).toBe('');
  });
});

describe('exceptions', () => {
  it('T54 T65 T79 T80 T81 reject the waiting read and every later one, whatever is buffered', async () => {
    const reader = readerOf('x');
    const error = new ValueError('broken');
    const waiting = reader.readexactly(2);
    expect(reader.exception()).toBeNull();
    reader.setException(error);
    expect(await failure(waiting)).toBe(error);
    expect(reader.exception()).toBe(error);
    for (const read of [reader.read(0), reader.read(), reader.readline(), reader.readuntil(), reader.readexactly(0)]) {
      expect(await failure(read)).toBe(error);
    }
    expect(await failure(reader.readexactly(-1))).not.toBe(error);
  });

  it('T82 may be set after a cancelled read', async () => {
    const reader = readerOf();
    const cancel = new AbortController();
    const waiting = reader.readline({ signal: cancel.signal });
    cancel.abort();
    expect(await failure(waiting)).toBeInstanceOf(CancelledError);
    reader.setException(new ValueError('late'));
    expect(inspect(reader)).not.toContain('waiter');
  });
});

describe('debug text', () => {
  it('T95-T101 lists only what is unusual', () => {
    expect(inspect(new StreamReader())).toBe('<StreamReader>');
    const [reader] = limited(123);
    reader.feedData(bytes('data'));
    reader.feedEof();
    reader.setException(new ValueError('x'));
    expect(inspect(reader)).toBe('<StreamReader 4 bytes eof limit=123 exception=ValueError transport>');
    const waiting = new StreamReader();
    void waiting.read(1);
    expect(inspect(waiting)).toBe('<StreamReader waiter>');
  });
});
