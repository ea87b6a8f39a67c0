import { describe, expect, it } from 'vitest';
import { CancelledError, RuntimeError, ValueError } from './errors.ts';
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

describe('one waiter', () => {
  it.each([
    ['read', (reader: StreamReader) => reader.read(1)],
    ['readuntil', (reader: StreamReader) => reader.readline()],
    ['readuntil', (reader: StreamReader) => reader.readuntil()],
    ['readexactly', (reader: StreamReader) => reader.readexactly(1)],
  ])('refuses a second waiting read by the name asyncio gives it (%s), and the first goes on', async (name, read) => {
    const reader = readerOf();
    const first = reader.readline();
    const error = await failure(read(reader));
    expect(error).toBeInstanceOf(RuntimeError);
    expect(error).toMatchObject({
      message: `${name}() called while another coroutine is already waiting for incoming data`,
    });
    reader.feedData(bytes('x\n'));
    expect(text(await first)).toBe('x\n');
  });

  it('serves a read that needs no waiting beside one that waits', async () => {
    const reader = readerOf('ab');
    const waiting = reader.readexactly(4);
    expect(text(await reader.read(1))).toBe('a');
    reader.feedData(bytes('cde'));
    expect(text(await waiting)).toBe('bcde');
  });

  it('finds the right line after another read took bytes from under the search', async () => {
    const reader = readerOf('abAA');
    const waiting = reader.readuntil(bytes('AAA'));
    expect(text(await reader.read(3))).toBe('abA');
    reader.feedData(bytes('AxAAA'));
    expect(text(await waiting)).toBe('AAxAAA');
  });
});

describe('cancelling', () => {
  it.each([
    ['read', (reader: StreamReader, signal: AbortSignal) => reader.read(5, { signal }), ''],
    ['readline', (reader: StreamReader, signal: AbortSignal) => reader.readline({ signal }), 'half'],
    ['readuntil', (reader: StreamReader, signal: AbortSignal) => reader.readuntil(bytes('#'), { signal }), 'half'],
    ['readexactly', (reader: StreamReader, signal: AbortSignal) => reader.readexactly(9, { signal }), 'half'],
  ])('%s consumes nothing', async (_, read, before) => {
    const reader = readerOf(before);
    const cancel = new AbortController();
    const waiting = read(reader, cancel.signal);
    cancel.abort();
    expect(await failure(waiting)).toBeInstanceOf(CancelledError);
    reader.feedData(bytes(' line\n'));
    expect(text(await reader.readline())).toBe(`${before} line\n`);
  });

  it('consumes nothing when the data has come but was not handed over yet', async () => {
    const reader = readerOf();
    const cancel = new AbortController();
    const waiting = reader.readline({ signal: cancel.signal });
    reader.feedData(bytes('line\n'));
    cancel.abort();
    expect(await failure(waiting)).toBeInstanceOf(CancelledError);
    expect(text(await reader.readline())).toBe('line\n');
  });

  it('loses what a read to the end had collected', async () => {
    const reader = readerOf('lost');
    const cancel = new AbortController();
    const waiting = reader.read(-1, { signal: cancel.signal });
    await new Promise(setImmediate);
    cancel.abort();
    expect(await failure(waiting)).toBeInstanceOf(CancelledError);
    reader.feedData(bytes('kept'));
    reader.feedEof();
    expect(text(await reader.read())).toBe('kept');
  });

  it('does not begin when the signal is aborted already', async () => {
    const reader = readerOf('line\n');
    expect(await failure(reader.readline({ signal: AbortSignal.abort() }))).toBeInstanceOf(CancelledError);
    expect(text(await reader.readline())).toBe('line\n');
  });
});

describe('pausing', () => {
  it('pauses above twice the limit and resumes at the limit', async () => {
    const [reader, end] = limited(4);
    reader.feedData(bytes('12345678'));
    expect(end.calls).toEqual([]);
    reader.feedData(bytes('9'));
    expect(end.calls).toEqual(['pause']);
    await reader.read(4);
    expect(end.calls).toEqual(['pause']);
    await reader.read(1);
    expect(end.calls).toEqual(['pause', 'resume']);
    expect(end.takenBytes).toBe(5);
  });

  it('resumes whenever a read has to wait, whatever is buffered', async () => {
    const [reader, end] = limited(4);
    reader.feedData(bytes('123456789'));
    const waiting = reader.readexactly(20);
    expect(end.calls).toEqual(['pause', 'resume']);
    reader.feedData(bytes('123456789'));
    await new Promise(setImmediate);
    expect(end.calls).toEqual(['pause', 'resume', 'pause', 'resume']);
    reader.feedData(bytes('12'));
    expect(await waiting).toHaveLength(20);
  });

  it('resumes after an over-long line was dropped', async () => {
    const [reader, end] = limited(4);
    reader.feedData(bytes('123456789\nx'));
    expect(await failure(reader.readline())).toBeInstanceOf(ValueError);
    expect(end.calls).toEqual(['pause', 'resume']);
    expect(end.takenBytes).toBe(10);
  });
});

describe('news of one turn', () => {
  const lost = new Error('lost');

  it('gives a read that data has woken its data, though an error came right after', async () => {
    const reader = readerOf();
    const first = reader.read(10);
    reader.feedData(bytes('a'));
    reader.setException(lost);
    expect(text(await first)).toBe('a');
    expect(await failure(reader.read(1))).toBe(lost);
  });

  it('rejects a woken read that would have to wait again with the error', async () => {
    const reader = readerOf();
    const line = failure(reader.readline());
    reader.feedData(bytes('a'));
    reader.setException(lost);
    expect(await line).toBe(lost);
  });

  it('lets an abort win over an error that came just before it', async () => {
    const controller = new AbortController();
    const reader = readerOf();
    const line = failure(reader.readline({ signal: controller.signal }));
    reader.setException(lost);
    controller.abort();
    expect(await line).toMatchObject({ name: 'CancelledError' });
  });

  it('has read() to the end take its place as the waiting one at once, after what is buffered', async () => {
    const reader = readerOf('a');
    const all = reader.read();
    expect(await failure(reader.readexactly(1))).toBeInstanceOf(RuntimeError);
    reader.feedData(bytes('b'));
    reader.feedEof();
    expect(text(await all)).toBe('ab');
  });
});
