import { BrokenPipeError } from '@pipescope/protocol/process';
import { expect, test } from 'vitest';
import { until } from '../../test/until.ts';
import { closeFd } from './fd.ts';
import { libc } from './libc.ts';
import { openPipe, unreadBytes } from './pipe.ts';
import { FdReader } from './read-fd.ts';
import { FdWriter } from './write-fd.ts';

function writer() {
  const { readEnd, writeEnd } = openPipe();
  let accepted = 0;
  const outcomes: (Error | null)[] = [];
  const made = new FdWriter(writeEnd, {
    accepted: (bytes) => (accepted += bytes.length),
    closed: (error) => outcomes.push(error),
  });
  made.start();
  return { writer: made, readEnd, outcomes, accepted: () => accepted };
}

test('bytes go to the kernel at once, and only what does not fit is pending', () => {
  const { writer: made, readEnd, accepted } = writer();
  made.write(Buffer.alloc(65_536));
  expect([made.pending, accepted(), unreadBytes(readEnd)]).toEqual([0, 65_536, 65_536]);
  made.write(Buffer.alloc(10));
  expect(made.pending).toBe(10);
  made.abort();
  closeFd(readEnd);
});

test('the order of many writes of all sizes is kept, and end() comes after the last byte', async () => {
  const { writer: made, readEnd, outcomes } = writer();
  const sent: Buffer[] = [];
  for (let index = 0; index < 3_000; index += 1) sent.push(Buffer.alloc((index * 37) % 700, index & 255));
  sent.splice(1_500, 0, Buffer.alloc(300_000, 7));
  for (const bytes of sent) made.write(bytes);
  made.end();
  made.write(Buffer.from('dropped'));
  const got: Uint8Array[] = [];
  await new Promise<void>((resolve, reject) => {
    new FdReader(readEnd, { data: (chunk) => void got.push(chunk), eof: resolve, error: reject }).resume();
  });
  expect(Buffer.concat(got).equals(Buffer.concat(sent))).toBe(true);
  expect(outcomes).toEqual([null]);
});

test('an idle writer closes itself without error when nobody reads the pipe any more', async () => {
  const { writer: made, readEnd, outcomes } = writer();
  made.write(Buffer.from('x'));
  closeFd(readEnd);
  await until('closed', () => outcomes.length > 0);
  expect(outcomes).toEqual([null]);
  expect(made.closed).toBe(true);
});

test('bytes still pending when the reader goes away end in BrokenPipeError', async () => {
  const { writer: made, readEnd, outcomes } = writer();
  made.write(Buffer.alloc(100_000));
  closeFd(readEnd);
  await until('closed', () => outcomes.length > 0);
  expect(outcomes[0]).toBeInstanceOf(BrokenPipeError);
  expect([outcomes.length, made.pending]).toEqual([1, 0]);
});

test('a write without a reader is told by closed(), not thrown and not from inside write()', async () => {
  const { writer: made, readEnd, outcomes } = writer();
  closeFd(readEnd);
  made.write(Buffer.from('x'));
  expect(outcomes).toEqual([]);
  await Promise.resolve();
  expect(outcomes[0]).toBeInstanceOf(BrokenPipeError);
});

test('abort() leaves the reader only what the kernel already had', async () => {
  const { writer: made, readEnd, outcomes } = writer();
  made.write(Buffer.alloc(500_000));
  made.abort();
  made.abort();
  expect(unreadBytes(readEnd)).toBe(65_536);
  const memory = Buffer.alloc(100_000);
  expect(libc().read(readEnd, memory, memory.length)).toBe(65_536);
  expect(libc().read(readEnd, memory, memory.length)).toBe(0);
  closeFd(readEnd);
  await until('closed', () => outcomes.length > 0);
  expect(outcomes).toEqual([null]);
});
