// Ports of CPython's tests that look below the Process API, or need descriptors of this process.
import { StreamReader } from '@pipescope/protocol/process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownChildren, processFds } from '../../../test/fd-table.ts';
import { spawnRequest } from '../../../test/request.ts';
import { until } from '../../../test/until.ts';
import { localProcesses } from '../local-processes.ts';
import { close, pipe } from '../pipe-fds.ts';
import { PipeReadEnd } from '../pipe-read-end.ts';
import { spawnOverPipes } from '../spawn-over-pipes.ts';

const SIGKILL = 9;
const PIPES = { stdin: 'pipe', stdout: 'pipe', stderr: 'pipe' } as const;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

let before: string[] = [];
beforeEach(() => {
  before = processFds();
});
afterEach(() => {
  expect(processFds()).toEqual(before);
  expect(ownChildren()).toEqual([]);
});

test('T35 tells data before the end for each stream, and the exit', async () => {
  const events: string[] = [];
  const command = ['sh', '-c', 'printf stdout; printf stderr >&2'];
  const child = await spawnOverPipes(spawnRequest(command, { ...PIPES, stdin: 'devnull' }));
  const sink = (fd: 1 | 2) => ({
    data: (bytes: Uint8Array) => events.push(`data ${fd} ${text(bytes)}`),
    eof: () => events.push(`lost ${fd}`),
    error: (error: Error) => events.push(`error ${fd} ${error.name}`),
  });
  child.stdout?.start(sink(1));
  child.stderr?.start(sink(2));
  child.start({ exited: (returncode) => events.push(`exited ${returncode}`) });
  await until('all events', () => events.length >= 5);
  expect(events.toSorted()).toEqual(['data 1 stdout', 'data 2 stderr', 'exited 0', 'lost 1', 'lost 2']);
  for (const [first, second] of [
    ['data 1 stdout', 'lost 1'],
    ['data 2 stderr', 'lost 2'],
  ] as const) {
    expect(events.indexOf(first)).toBeLessThan(events.indexOf(second));
  }
});

test('T86 reads to the end of an inherited pipe with a limit of which twice is less than the data', async () => {
  const { r, w } = await pipe();
  const child = await localProcesses.createSubprocessExec('bash', ['-c', `printf data >&${w}`], { passFds: [w] });
  expect(await child.wait()).toBe(0);
  close(w);
  const end = new PipeReadEnd({ fd: r, stream: 1, tap: undefined, reading: {}, onClosed: () => undefined });
  const reader = new StreamReader(1, end);
  end.start({
    data: (chunk) => reader.feedData(chunk),
    eof: () => reader.feedEof(),
    error: (error) => reader.setException(error),
  });
  expect(text(await reader.read(-1))).toBe('data');
});

test('T129 breaks the pipe of a child whose stdout is closed on this side, and of that the child can tell', async () => {
  const program = `
import os
while True:
    data = os.read(0, 1024)
    try:
        os.write(1, b'OUT:' + data)
    except OSError as error:
        os.write(2, b'ERR:' + type(error).__name__.encode())`;
  const child = await spawnOverPipes(spawnRequest(['python3', '-c', program], PIPES));
  const output: string[] = [];
  const sink = { data: (bytes: Uint8Array) => output.push(text(bytes)), eof: () => undefined, error: () => undefined };
  child.stdout?.start(sink);
  child.stderr?.start(sink);
  child.stdin?.write(Buffer.from('test'));
  await until('the first answer', () => output.length === 1);
  child.stdout?.close();
  child.stdin?.write(Buffer.from('xxx'));
  await until('the second answer', () => output.length === 2);
  expect(output).toEqual(['OUT:test', 'ERR:BrokenPipeError']);
  child.close();
  await until('the end', () => child.returncode !== null);
  expect(child.returncode).toBe(-SIGKILL);
});
