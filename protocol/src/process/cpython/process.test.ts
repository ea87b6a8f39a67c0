// Ports of Lib/test/test_asyncio/test_subprocess.py: what needs a child that is moved by hand.
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { AbortSource } from '../../base/abort.ts';
import { CancelledError, osError, ProcessLookupError } from '../errors.ts';
import { MemoryReadEnd, MemoryTransport, MemoryWriteEnd } from '../memory-transport.ts';
import { Process } from '../process.ts';
import { createProcessApi, type ProcessHost } from '../process-api.ts';
import { PIPE } from '../stdio.ts';
import { bytes, failureOf } from './reader-tools.ts';

const HOST: ProcessHost = { clock: { now: () => 0, schedule: () => () => undefined } };

it('T1 tells the exit of a child without pipes, after which no signal can be sent', async () => {
  const transport = new MemoryTransport();
  const process = new Process(transport, 1);
  const exit = process.wait();
  transport.exit(6);
  expect(process.returncode).toBe(6);
  expect(await exit).toBe(6);
  expect(transport.closes).toBe(0);
  for (const send of [() => process.sendSignal(15), () => process.terminate(), () => process.kill()]) {
    expect(send).toThrow(ProcessLookupError);
  }
  expect(transport.signals).toEqual([]);
});

it('T2 shows the pid in its debug text', () => {
  const transport = new MemoryTransport();
  const process = new Process(transport, 1);
  expect(inspect(process)).toBe('<Process 4242>');
  transport.exit(6);
  expect(inspect(process)).toBe('<Process 4242>');
});

it('T14 pauses the pipe above twice the limit, resumes it, and gives all the output', async () => {
  const limit = 10;
  const stdout = new MemoryReadEnd();
  const transport = new MemoryTransport({ stdout });
  const process = new Process(transport, limit);
  stdout.write(bytes('x'.repeat(limit * 2)));
  expect(stdout.calls).toEqual([]);
  stdout.write(bytes('x'));
  expect(stdout.calls).toEqual(['pause']);
  const output = process.communicate();
  expect(stdout.calls).toEqual(['pause', 'resume']);
  stdout.end();
  transport.exit(0);
  expect(await output).toEqual([bytes('x'.repeat(limit * 2 + 1)), null]);
});

it('T23 kills and reaps a child whose creation is cancelled after it has started', async () => {
  const transport = new MemoryTransport();
  const cancel = new AbortSource();
  const { createSubprocessExec } = createProcessApi(async () => {
    cancel.abort();
    return transport;
  }, HOST);
  const creating = createSubprocessExec('sleep', ['3600'], { signal: cancel });
  expect(await failureOf(creating)).toBeInstanceOf(CancelledError);
  expect(transport.returncode).toBe(-9);
});

it('T26 passes an error of the start on as it is', async () => {
  const error = new RangeError('whatever the start throws');
  const { createSubprocessExec } = createProcessApi(() => Promise.reject(error), HOST);
  expect(await failureOf(createSubprocessExec('true'))).toBe(error);
  expect(await failureOf(createSubprocessExec('true', [], { stdin: PIPE }))).toBe(error);
});

it('T45 rejects the read that waits and every later one when a pipe is lost with an error', async () => {
  const stdout = new MemoryReadEnd();
  const process = new Process(new MemoryTransport({ stdout }), 1);
  const reading = process.stdout?.read();
  const error = osError('ECONNREFUSED');
  stdout.fail(error);
  expect(await failureOf(Promise.resolve(reading))).toBe(error);
  expect(process.stdout?.exception()).toBe(error);
  expect(await failureOf(Promise.resolve(process.stdout?.readline()))).toBe(error);
});

it('T118 settles every waiter once, though the exit is told twice', async () => {
  const stdin = new MemoryWriteEnd(1);
  const transport = new MemoryTransport({ stdin });
  const process = new Process(transport, 1);
  const cancel = new AbortController();
  const cancelled = failureOf(process.wait({ signal: cancel.signal }));
  cancel.abort();
  const waits = Array.from({ length: 3 }, () => process.wait());
  transport.exit(1);
  transport.exit(2);
  expect(await cancelled).toBeInstanceOf(CancelledError);
  expect(await Promise.all(waits)).toEqual([1, 1, 1]);
  expect(process.returncode).toBe(1);
});
