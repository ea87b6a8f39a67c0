import { describe, expect, it, vi } from 'vitest';
import { CancelledError, ValueError } from './errors.ts';
import { MemoryReadEnd } from './memory-transport.ts';
import { StreamReader } from './stream-reader.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
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

  it('looks at each byte of a long line once and moves it twice, also when it is fed byte by byte', async () => {
    const searches = vi.spyOn(Uint8Array.prototype, 'indexOf');
    const moves = vi.spyOn(Uint8Array.prototype, 'set');
    try {
      const length = 50_000;
      const reader = new StreamReader(10_000_000);
      const waiting = reader.readline();
      for (let i = 0; i < length; i += 1) {
        reader.feedData(Uint8Array.of(120));
        if (i % 16 === 0) await Promise.resolve();
      }
      reader.feedData(bytes('\n'));
      expect(await waiting).toHaveLength(length + 1);
      const searched = searches.mock.contexts.map(
        (chunk, call) => (chunk as Uint8Array).length - (searches.mock.calls[call]?.[1] ?? 0),
      );
      const moved = moves.mock.calls.map(([from]) => from.length);
      expect(sum(searched)).toBeLessThanOrEqual(length + 1);
      expect(sum(moved)).toBeLessThanOrEqual(2 * (length + 1));
    } finally {
      vi.restoreAllMocks();
    }
  });
});
