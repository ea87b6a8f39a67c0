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

describe('readline', () => {
  it('T57 builds a line of several pieces and keeps the rest', async () => {
    const reader = readerOf('chunk1 ');
    const waiting = reader.readline();
    for (const chunk of ['chunk2 ', 'chunk3 ', '\n chunk4']) reader.feedData(bytes(chunk));
    expect(text(await waiting)).toBe('chunk1 chunk2 chunk3 \n');
    expect(text(await reader.read(100))).toBe(' chunk4');
  });

  it('T58 drops a line beyond the limit and keeps what follows its newline', async () => {
    const [reader] = limited(3);
    reader.feedData(bytes('li'));
    reader.feedData(bytes('ne1\nline2\n'));
    expect(await failure(reader.readline())).toBeInstanceOf(ValueError);
    expect(text(await reader.read(100))).toBe('line2\n');
  });

  it('T58 drops everything when no newline has come within the limit', async () => {
    const [reader] = limited(3);
    reader.feedData(bytes('li'));
    reader.feedData(bytes('ne1'));
    expect(await failure(reader.readline())).toBeInstanceOf(ValueError);
    reader.feedEof();
    expect(text(await reader.read(100))).toBe('');
  });

  it('T60 takes a line of exactly the limit and not one byte more', async () => {
    const [reader] = limited(7);
    const first = reader.readline();
    reader.feedData(bytes('1234567\n'));
    expect(text(await first)).toBe('1234567\n');
    const second = reader.readline();
    reader.feedData(bytes('12345678\n'));
    expect(await failure(second)).toBeInstanceOf(ValueError);
  });

  it('T61 T64 takes lines that are there already and leaves the rest for other reads', async () => {
    const reader = readerOf('line1\nline2\nline3\n');
    expect(text(await reader.readline())).toBe('line1\n');
    expect(text(await reader.read(7))).toBe('line2\nl');
    expect(text(await reader.read(100))).toBe('ine3\n');
  });

  it('T62 T63 gives the last line without newline, then nothing', async () => {
    const reader = readerOf('some data');
    reader.feedEof();
    expect(text(await reader.readline())).toBe('some data');
    expect(text(await reader.readline())).toBe('');
  });

  it('leaves a carriage return alone', async () => {
    expect(text(await readerOf('a\rb\r\nc').readline())).toBe('a\rb\r\n');
  });

  it('refuses an unfinished last line beyond the limit, then gives nothing', async () => {
    const [reader] = limited(3);
    reader.feedData(bytes('long'));
    reader.feedEof();
    expect(await failure(reader.readline())).toBeInstanceOf(ValueError);
    expect(text(await reader.readline())).toBe('');
  });
});

describe('iterating', () => {
  const linesOf = async (reader: StreamReader): Promise<string[]> => {
    const lines: string[] = [];
    for await (const line of reader) lines.push(text(line));
    return lines;
  };

  it('gives every line and stops at the end', async () => {
    const reader = readerOf('a\nb', '\n', '\nlast');
    reader.feedEof();
    expect(await linesOf(reader)).toEqual(['a\n', 'b\n', '\n', 'last']);
  });

  it('can be left and begun again, also after a line beyond the limit', async () => {
    const reader = new StreamReader(4);
    reader.feedData(bytes('1\n2\ntoo long\n3\n'));
    reader.feedEof();
    for await (const line of reader) {
      expect(text(line)).toBe('1\n');
      break;
    }
    expect(await failure(linesOf(reader))).toBeInstanceOf(ValueError);
    expect(await linesOf(reader)).toEqual(['3\n']);
  });

  it('ends with CancelledError when its signal is aborted', async () => {
    const reader = readerOf('a\n');
    const cancel = new AbortController();
    const lines = reader.lines({ signal: cancel.signal })[Symbol.asyncIterator]();
    expect(await lines.next()).toMatchObject({ done: false });
    const waiting = lines.next();
    cancel.abort();
    expect(await failure(waiting)).toBeInstanceOf(CancelledError);
  });

  it('gives the same lines wherever the input is cut, also into two cuts', async () => {
    const input = bytes('one\n\ntwo three\r\n€uro\n\n\nend');
    const expected = ['one\n', '\n', 'two three\r\n', '€uro\n', '\n', '\n', 'end'];
    for (let first = 0; first <= input.length; first += 1) {
      for (let second = first; second <= input.length; second += 1) {
        const reader = new StreamReader();
        const lines = linesOf(reader);
        for (const piece of [input.slice(0, first), input.slice(first, second), input.slice(second)]) {
          reader.feedData(piece);
          if ((first + second) % 3 === 0) await new Promise(setImmediate);
        }
        reader.feedEof();
        expect(await lines).toEqual(expected);
      }
    }
  });

  it('takes time in proportion to a long line fed byte by byte', async () => {
    const timeFor = async (length: number): Promise<number> => {
      const reader = new StreamReader(10_000_000);
      const start = performance.now();
      const waiting = reader.readline();
      for (let i = 0; i < length; i += 1) {
        reader.feedData(Uint8Array.of(120));
        if (i % 16 === 0) await Promise.resolve();
      }
      reader.feedData(bytes('\n'));
      expect(await waiting).toHaveLength(length + 1);
      return performance.now() - start;
    };
    await timeFor(20_000);
    const short = await timeFor(20_000);
    const long = await timeFor(200_000);
    // Ten times the length: quadratic work would take a hundred times as long.
    expect(long).toBeLessThan(Math.max(short, 5) * 40);
  });
});
