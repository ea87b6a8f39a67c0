import { expect, test } from 'vitest';
import { until } from '../../test/until.ts';
import { openPipe } from '../os/pipe.ts';
import { FdReader } from '../os/read-fd.ts';
import { PipeWriteEnd } from '../process/pipe-write-end.ts';
import { DEFAULT_LIMITS } from '../recording/limits.ts';
import { StdinQueue } from './stdin-queue.ts';

test('a hundred thousand tiny writes of two clients are told by write(2) and take no time to count', async () => {
  const { readEnd, writeEnd } = openPipe();
  const told: Uint8Array[] = [];
  const tap = {
    data: () => undefined,
    accepted: (bytes: Uint8Array) => told.push(bytes.slice()),
    eof: () => undefined,
    exited: () => undefined,
  };
  const end = new PipeWriteEnd(writeEnd, tap, () => undefined, false);
  const queue = new StdinQueue(end, DEFAULT_LIMITS);
  queue.start();
  const full = Buffer.alloc(65_536, '-');
  queue.write('a', 0, full);
  const count = 50_000;
  for (let index = 0; index < count; index += 1) {
    queue.write('a', full.length + index, Buffer.from('a'));
    queue.write('b', index, Buffer.from('b'));
  }
  expect(queue.progress('a')).toMatchObject({ offered: full.length + count, accepted: full.length });
  const got: Uint8Array[] = [];
  const reader = new FdReader(readEnd, {
    data: (bytes) => void got.push(bytes.slice()),
    eof: () => undefined,
    error: () => undefined,
  });
  reader.resume();
  const ended = queue.end('b', count, new AbortController().signal);
  await ended;
  await until('all is read', () => Buffer.concat(got).length === full.length + 2 * count);
  expect(Buffer.concat(got).toString('latin1')).toBe(full.toString('latin1') + 'ab'.repeat(count));
  expect([queue.progress('a').accepted, queue.progress('b').accepted]).toEqual([full.length + count, count]);
  expect(Buffer.concat(told).equals(Buffer.concat(got))).toBe(true);
  expect(told.length).toBeLessThan(100);
});
