import { expect, test } from 'vitest';
import { until } from '../../test/until.ts';
import { closeFd } from './fd.ts';
import { libc } from './libc.ts';
import { openPipe, pipeCapacity, setPipeCapacity, unreadBytes } from './pipe.ts';
import { FdReader } from './read-fd.ts';

function collector() {
  const chunks: Uint8Array[] = [];
  const { promise: ended, resolve, reject } = withResolvers();
  return { chunks, ended, sink: { data: (chunk: Uint8Array) => void chunks.push(chunk), eof: resolve, error: reject } };
}

function withResolvers(): { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

function write(fd: number, bytes: Uint8Array): void {
  expect(libc().write(fd, bytes, bytes.length)).toBe(bytes.length);
}

test('nothing is taken from the kernel while paused, and a pause inside a chunk holds at once', async () => {
  const { readEnd, writeEnd } = openPipe();
  const chunks: Uint8Array[] = [];
  const reader: FdReader = new FdReader(readEnd, {
    data(chunk) {
      chunks.push(chunk);
      reader.pause();
    },
    eof: () => undefined,
    error: () => undefined,
  });
  write(writeEnd, Buffer.alloc(65_536, 1));
  await new Promise((resolve) => setImmediate(resolve));
  expect(unreadBytes(readEnd)).toBe(65_536);
  reader.resume();
  await until('the first chunk', () => chunks.length === 1);
  write(writeEnd, Buffer.from('more'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(unreadBytes(readEnd)).toBe(4);
  expect(chunks.map((chunk) => chunk.length)).toEqual([65_536]);
  reader.close();
  reader.close();
  closeFd(writeEnd);
});

test('one read takes up to 256 KiB, as asyncio does', async () => {
  const { readEnd, writeEnd } = openPipe();
  setPipeCapacity(writeEnd, 1 << 20);
  expect(pipeCapacity(readEnd)).toBe(1 << 20);
  write(writeEnd, Buffer.alloc(600_000));
  const { chunks, ended, sink } = collector();
  const reader = new FdReader(readEnd, sink);
  closeFd(writeEnd);
  reader.resume();
  await ended;
  expect(chunks.map((chunk) => chunk.length)).toEqual([262_144, 262_144, 75_712]);
  expect(reader.closed).toBe(true);
});

test('chunks are never written again, whether large or small', async () => {
  const { readEnd, writeEnd } = openPipe();
  const { chunks, ended, sink } = collector();
  new FdReader(readEnd, sink).resume();
  const sizes = [10, 40_000, 65_536, 5, 65_536, 65_536, 33_000, 1, 65_536];
  for (const [index, size] of sizes.entries()) {
    const before = chunks.length;
    write(writeEnd, Buffer.alloc(size, index + 1));
    await until('the chunk', () => chunks.length > before);
  }
  closeFd(writeEnd);
  await ended;
  expect(chunks.map((chunk) => chunk.length)).toEqual(sizes);
  for (const [index, chunk] of chunks.entries()) expect(chunk.every((byte) => byte === index + 1)).toBe(true);
});

test('a small chunk has memory of its own, so that a few bytes never hold a large block', async () => {
  const { readEnd, writeEnd } = openPipe();
  const { chunks, ended, sink } = collector();
  new FdReader(readEnd, sink).resume();
  for (const size of [65_536, 65_536, 7]) {
    const before = chunks.length;
    write(writeEnd, Buffer.alloc(size));
    await until('the chunk', () => chunks.length > before);
  }
  closeFd(writeEnd);
  await ended;
  expect(chunks.at(-1)?.buffer.byteLength).toBe(7);
});
