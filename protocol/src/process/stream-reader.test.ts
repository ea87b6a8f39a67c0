import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ValueError } from './errors.ts';
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
  it('refuses data after the end, also empty data', () => {
    const reader = readerOf();
    reader.feedEof();
    expect(() => reader.feedData(bytes('x'))).toThrow('feedData after feedEof');
    expect(() => reader.feedData(bytes(''))).toThrow('feedData after feedEof');
  });
});

describe('read', () => {
  it('splits regardless of where the pieces end', async () => {
    const reader = readerOf('line1', 'line2');
    expect(text(await reader.read(5))).toBe('line1');
    expect(text(await reader.read(7))).toBe('line2');
    const joined = readerOf('li', 'ne1', 'li');
    expect(text(await joined.read(6))).toBe('line1l');
    expect(text(await joined.read(5))).toBe('i');
  });

  it('refuses a count that is no integer', async () => {
    expect(await failure(readerOf('x').read(1.5))).toBeInstanceOf(TypeError);
  });
});

describe('readexactly', () => {
  it('waits for enough, whatever the limit, and keeps the rest', async () => {
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
});

describe('exceptions', () => {
  it('reject the waiting read and every later one, whatever is buffered', async () => {
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
});

describe('debug text', () => {
  it('lists only what is unusual', () => {
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
