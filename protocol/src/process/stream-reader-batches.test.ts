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
      (result) => (result.done === true ? 'end' : [...result.value].map(text)),
      (error: unknown) => error as Error,
    );
}

test('a batch is the lines that lie together; one that spans pieces is its own; the end of the stream gives the rest', async () => {
  const reader = new StreamReader();
  const next = iterate(reader);
  for (const chunk of ['a\nb', 'b\n\nc', 'c\nd']) reader.feedData(bytes(chunk));
  expect(await next()).toEqual(['a\n']);
  expect(await next()).toEqual(['bb\n']);
  expect(await next()).toEqual(['\n', 'cc\n']);
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

test('a batch gives its lines by index and by iteration, and all of them as one block with the place of each end', async () => {
  const reader = new StreamReader();
  reader.feedData(bytes(`one\n${'x'.repeat(100)}\n\nrest`));
  const { value: batch } = await reader.batches()[Symbol.asyncIterator]().next();
  expect([...(batch ?? [])].map(text)).toEqual(['one\n', `${'x'.repeat(100)}\n`, '\n']);
  expect([batch?.length, ...(batch?.ends ?? [])]).toEqual([3, 4, 105, 106]);
  expect(text(batch?.bytes ?? bytes(''))).toBe(`one\n${'x'.repeat(100)}\n\n`);
  expect([batch?.at(0), batch?.at(2), batch?.at(3)].map((line) => line && text(line))).toEqual([
    'one\n',
    '\n',
    undefined,
  ]);
});

test('batches of pieces cut anywhere give the lines readline gives', async () => {
  const all = bytes(Array.from({ length: 400 }, (_, i) => 'y'.repeat((i * 37) % 90)).join('\n'));
  for (const size of [1, 7, 64, 1024, 5000, all.length]) {
    const [one, many] = [new StreamReader(), new StreamReader()];
    for (let at = 0; at < all.length; at += size) {
      for (const reader of [one, many]) reader.feedData(all.slice(at, at + size));
    }
    for (const reader of [one, many]) reader.feedEof();
    const [singly, batched]: [string[], string[]] = [[], []];
    for await (const line of one) singly.push(text(line));
    for await (const batch of many.batches()) batched.push(...[...batch].map(text));
    expect(batched).toEqual(singly);
  }
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
