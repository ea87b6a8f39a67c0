import { describe, expect, it } from 'vitest';
import { LimitOverrunError } from './errors.ts';
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

describe('readuntil', () => {
  it('finds a separator that lies across pieces, also after a false start', async () => {
    const reader = readerOf('QWERTY', 'aa', 'a');
    expect(text(await reader.readuntil(bytes('aaa')))).toBe('QWERTYaaa');
    const late = readerOf('QWERTYaa');
    const waiting = late.readuntil(bytes('aaa'));
    for (const chunk of ['XXXaXaa', 'X', 'a', 'aa', 'rest']) late.feedData(bytes(chunk));
    expect(text(await waiting)).toBe('QWERTYaaXXXaXaaXaaa');
    expect(text(await late.read(100))).toBe('rest');
  });

  it('returns a separator that is there although the end has come', async () => {
    const reader = readerOf('a;b');
    reader.feedEof();
    expect(text(await reader.readuntil(bytes(';')))).toBe('a;');
  });

  it('leaves everything in place beyond the limit, and readexactly gets past it', async () => {
    const [reader] = limited(3);
    reader.feedData(bytes('some dataAA'));
    expect(await failure(reader.readuntil(bytes('AAA')))).toMatchObject({
      message: expect.stringContaining('not found'),
      consumed: 9,
    });
    reader.feedData(bytes('A'));
    const found = await failure(reader.readuntil(bytes('AAA')));
    expect(found).toBeInstanceOf(LimitOverrunError);
    expect(found).toMatchObject({ message: expect.stringContaining('is found'), consumed: 9 });
    expect(text(await reader.readexactly(9))).toBe('some data');
    expect(text(await reader.readuntil(bytes('AAA')))).toBe('AAA');
  });

  it.each([
    [1, 65_537],
    [3, 65_539],
  ])('with a separator of %i byte(s) gives up at %i bytes and not before', async (length, size) => {
    const reader = new StreamReader();
    const separator = new Uint8Array(length).fill(0x2c);
    reader.feedData(new Uint8Array(size - 1));
    const waiting = reader.readuntil(separator);
    reader.feedData(new Uint8Array(1));
    expect(await failure(waiting)).toMatchObject({ consumed: 65_537 });
  });

  it('does not count the separator against the limit', async () => {
    const reader = new StreamReader();
    reader.feedData(new Uint8Array(65_536));
    reader.feedData(bytes('\n'));
    expect(await reader.readuntil()).toHaveLength(65_537);
  });

  it('takes the separator that ends first, of those the shortest', async () => {
    const of = async (data: string, ...separators: string[]): Promise<string> =>
      text(await readerOf(data).readuntil(separators.map(bytes)));
    expect(await of('some data\nother', '\r\n', '\n')).toBe('some data\n');
    expect(await of('abcde', 'abcd', 'bc')).toBe('abc');
    expect(await of('xABC', 'ABC', 'BC')).toBe('xABC');
  });

  it('reports the start of the winning match beyond the limit', async () => {
    const [reader] = limited(3);
    reader.feedData(bytes('some dataA'));
    expect(await failure(reader.readuntil([bytes('A'), bytes('ome dataA')]))).toMatchObject({ consumed: 9 });
  });

  it('takes any bytes as a separator and nothing else', async () => {
    expect(text(await readerOf('some data\r\n').readuntil(Buffer.from('\r\n')))).toBe('some data\r\n');
    const wrong: unknown = 'text';
    expect(await failure(readerOf('x').readuntil(wrong as Uint8Array))).toBeInstanceOf(TypeError);
  });
});
