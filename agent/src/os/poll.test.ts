import { afterEach, expect, test } from 'vitest';
import { closeFd } from './fd.ts';
import { libc } from './libc.ts';
import { closePipe, openPipe, type Pipe } from './pipe.ts';
import { type Watch, watch } from './poll.ts';

const pipes: Pipe[] = [];
const watches: Watch[] = [];
afterEach(() => {
  for (const one of watches.splice(0)) one.close();
  for (const pipe of pipes.splice(0)) closePipe(pipe);
});

function pipe(): Pipe {
  const made = openPipe();
  pipes.push(made);
  return made;
}

test('a watch calls while there is something to read, stops when told and goes on when started again', async () => {
  const { readEnd, writeEnd } = pipe();
  let calls = 0;
  let heard: () => void = () => undefined;
  const called = () => new Promise<void>((resolve) => (heard = resolve));
  const one = watch(readEnd, (events) => {
    expect(events).toEqual({ readable: true, writable: false, disconnect: false, error: false });
    calls += 1;
    one.stop();
    heard();
  });
  watches.push(one);
  libc().write(writeEnd, Buffer.from('x'), 1);
  let next = called();
  one.start({ readable: true });
  await next;
  await new Promise((resolve) => setImmediate(resolve));
  expect(calls).toBe(1);
  next = called();
  one.start({ readable: true });
  await next;
  expect(calls).toBe(2);
});

test('a second watch on one descriptor is refused, and allowed once the first is closed', () => {
  const { readEnd } = pipe();
  const first = watch(readEnd, () => undefined);
  watches.push(first);
  expect(() => watch(readEnd, () => undefined)).toThrow(/watched already/);
  first.start({ readable: true });
  first.close();
  first.close();
  expect(() => first.stop()).toThrow(/closed/);
  watches.push(watch(readEnd, () => undefined));
});

test('a watch on a descriptor that is not open is refused', () => {
  const { readEnd, writeEnd } = openPipe();
  closeFd(readEnd);
  closeFd(writeEnd);
  expect(() => watch(readEnd, () => undefined)).toThrow(/not open/);
});

test('the write end of a pipe without readers is reported once, as an error', async () => {
  const { readEnd, writeEnd } = openPipe();
  let calls = 0;
  await new Promise<void>((resolve) => {
    const one = watch(writeEnd, (events) => {
      calls += 1;
      expect(events.error).toBe(true);
      one.stop();
      resolve();
    });
    watches.push(one);
    one.start({ disconnect: true });
    closeFd(readEnd);
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(calls).toBe(1);
  for (const one of watches.splice(0)) one.close();
  closeFd(writeEnd);
});

test('an exception in a callback reaches the process and does not stop other watches', async () => {
  const { readEnd, writeEnd } = pipe();
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  try {
    const caught = new Promise<Error>((resolve) => process.once('uncaughtException', resolve));
    const one = watch(readEnd, () => {
      one.stop();
      throw new Error('from a callback');
    });
    watches.push(one);
    one.start({ readable: true });
    libc().write(writeEnd, Buffer.from('x'), 1);
    expect((await caught).message).toBe('from a callback');
  } finally {
    for (const listener of listeners) process.on('uncaughtException', listener);
  }
  const other = pipe();
  libc().write(other.writeEnd, Buffer.from('x'), 1);
  await new Promise<void>((resolve) => {
    const two = watch(other.readEnd, () => {
      two.stop();
      resolve();
    });
    watches.push(two);
    two.start({ readable: true });
  });
});
