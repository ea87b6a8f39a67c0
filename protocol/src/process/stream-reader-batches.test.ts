import { expect, test } from 'vitest';
import { CancelledError, RuntimeError, ValueError } from './errors.ts';
import { MemoryReadEnd } from './memory-transport.ts';
import { StreamReader } from './stream-reader.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);

function iterate(reader: StreamReader, signal?: AbortSignal): () => Promise<string[] | 'end' | Error> {
  const batches = reader.batches({ signal })[Symbol.asyncIterator]();
  return () =>
    batches.next().then(
      (result) => (result.done === true ? 'end' : result.value.map(text)),
      (error: unknown) => error as Error,
    );
}

test('a batch is every line that is here whole, also across pieces; the end of the stream gives the rest', async () => {
  const reader = new StreamReader();
  const next = iterate(reader);
  for (const chunk of ['a\nb', 'b\n\nc', 'c\nd']) reader.feedData(bytes(chunk));
  expect(await next()).toEqual(['a\n', 'bb\n', '\n', 'cc\n']);
  const waiting = next();
  reader.feedData(bytes('d\n'));
  expect(await waiting).toEqual(['dd\n']);
  reader.feedData(bytes('last'));
  reader.feedEof();
  expect(await next()).toEqual(['last']);
  expect(await next()).toBe('end');
});

test('a line beyond the limit ends the batch before it and is an error, as with readline', async () => {
  const reader = new StreamReader(4);
  const next = iterate(reader);
  reader.feedData(bytes('1\n2\ntoo long\n'));
  reader.feedData(bytes('3\n'));
  expect(await next()).toEqual(['1\n', '2\n']);
  expect(await next()).toBeInstanceOf(ValueError);
  expect(await next()).toEqual(['3\n']);
});

test('a failed pipe is told instead of the lines that are still here', async () => {
  const reader = new StreamReader();
  reader.feedData(bytes('1\n'));
  const broken = new Error('broken');
  reader.setException(broken);
  expect(await iterate(reader)()).toBe(broken);
});

test('its signal ends the wait and takes nothing; beside another waiting read it is refused', async () => {
  const reader = new StreamReader();
  const cancel = new AbortController();
  const waiting = iterate(reader, cancel.signal)();
  expect(await iterate(reader)()).toBeInstanceOf(RuntimeError);
  cancel.abort();
  expect(await waiting).toBeInstanceOf(CancelledError);
  reader.feedData(bytes('kept\n'));
  expect(await iterate(reader)()).toEqual(['kept\n']);
});

test('a flood of lines resumes the pipe when it is taken', async () => {
  const end = new MemoryReadEnd();
  const reader = new StreamReader(100, end);
  reader.feedData(bytes('line\n'.repeat(1000)));
  expect(end.calls).toEqual(['pause']);
  expect(await iterate(reader)()).toHaveLength(1000);
  expect(end.calls).toEqual(['pause', 'resume']);
});
