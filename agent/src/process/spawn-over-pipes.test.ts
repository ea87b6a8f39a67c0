import { createHash, randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, readlinkSync } from 'node:fs';
import { Process, type SpawnRequest } from '@pipescope/protocol/process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownChildren, processFds } from '../../test/fd-table.ts';
import { makeGate } from '../../test/gate.ts';
import { spawnRequest } from '../../test/request.ts';
import { until } from '../../test/until.ts';
import { F_SETFD, SIGKILL } from '../os/constants.ts';
import { duplicateFd } from '../os/fd.ts';
import { libc } from '../os/libc.ts';
import { sealInheritedFds } from '../os/seal-fds.ts';
import type { PipeTransport } from './pipe-transport.ts';
import type { ProcessTap } from './process-tap.ts';
import { spawnOverPipes } from './spawn-over-pipes.ts';

let before: string[] = [];
beforeEach(() => {
  before = processFds();
});
afterEach(async () => {
  await until('all descriptors closed', () => processFds().length <= before.length);
  expect(processFds()).toEqual(before);
  expect(ownChildren()).toEqual([]);
});

const PIPES = { stdin: 'pipe', stdout: 'pipe', stderr: 'pipe' } as const;

/** Runs something to its end and gives its output as text. */
async function output(argv: readonly string[], options: Partial<SpawnRequest> = {}): Promise<string> {
  const request = spawnRequest(argv, { stdout: 'pipe', ...options });
  const child = new Process(await spawnOverPipes(request), request.limit);
  const [stdout] = await child.communicate();
  return Buffer.from(stdout ?? []).toString();
}

/** The numbers a child has open. */
async function table(options: Partial<SpawnRequest> = {}): Promise<number[]> {
  const text = await output(['sh', '-c', 'ls /proc/$$/fd'], options);
  return text
    .trim()
    .split('\n')
    .map(Number)
    .toSorted((a, b) => a - b);
}

async function kill(transport: PipeTransport): Promise<void> {
  transport.close();
  await until('reaped', () => transport.returncode !== null);
}

test('a child finds a pipe of 65,536 bytes behind each of 0, 1 and 2, and nothing else open', async () => {
  const text = await output(
    ['sh', '-c', 'readlink /proc/self/fd/0 /proc/self/fd/1 /proc/self/fd/2; ls /proc/$$/fd'],
    PIPES,
  );
  expect(text).toMatch(/^pipe:\[\d+\]\npipe:\[\d+\]\npipe:\[\d+\]\n0\n1\n2\n$/);
  const child = await spawnOverPipes(spawnRequest(['sleep', '60'], PIPES));
  child.stdin?.write(Buffer.alloc(70_000));
  expect(child.stdin?.pending).toBe(70_000 - 65_536);
  await kill(child);
});

test("a child's table is exact while fifty others live and this process has an inheritable descriptor", async () => {
  sealInheritedFds();
  const stray = openSync('/dev/zero', 'r');
  libc().fcntl(stray, F_SETFD, 0);
  const others = await Promise.all(
    Array.from({ length: 50 }, () => spawnOverPipes(spawnRequest(['sleep', '60'], PIPES))),
  );
  expect(await table()).toEqual([0, 1, 2]);
  expect(await table({ closeFds: false })).toEqual([0, 1, 2, stray]);
  const [high, gap] = [duplicateFd(stray, 40), duplicateFd(stray, 30)];
  expect(await table({ passFds: [high, stray] })).toEqual([0, 1, 2, stray, high]);
  for (const fd of [stray, high, gap]) closeSync(fd);
  await Promise.all(others.map(kill));
});

test('sources that are themselves 0 to 2 do not overwrite each other', async () => {
  const links = await output(
    ['sh', '-c', 'readlink /proc/self/fd/2 >&1'],
    // The child's 2 is this process's 1, which the child's own 1 has replaced by then.
    { stderr: { fd: 1 } },
  );
  expect(links.trim()).toBe(readlinkSync('/proc/self/fd/1'));
});

test('ten megabytes through cat come back byte for byte', async () => {
  const data = randomBytes(10_000_000);
  const request = spawnRequest(['cat'], PIPES);
  const child = new Process(await spawnOverPipes(request), request.limit);
  const [stdout] = await child.communicate(data);
  expect(sha256(stdout ?? Buffer.alloc(0))).toBe(sha256(data));
  expect(child.returncode).toBe(0);
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

test('with a paused reader the child blocks with exactly 65,536 bytes in the pipe, and again after each chunk', async () => {
  const child = await spawnOverPipes(spawnRequest(['head', '-c', '200000', '/dev/zero'], { stdout: 'pipe' }));
  const blocked = () => readFileSync(`/proc/${child.pid}/syscall`, 'latin1').startsWith('1 0x1 ');
  await until('a full pipe and a child in write(2)', () => child.unread(1) === 65_536 && blocked());
  let arrived = 0;
  let ended = false;
  child.stdout?.start({
    data(chunk) {
      arrived += chunk.length;
      child.stdout?.pause();
    },
    eof: () => (ended = true),
    error: () => undefined,
  });
  await until('one chunk', () => arrived > 0);
  expect(arrived).toBe(65_536);
  await until('a full pipe again', () => child.unread(1) === 65_536 && blocked());
  expect(arrived).toBe(65_536);
  child.stdout?.start({
    data: (chunk) => (arrived += chunk.length),
    eof: () => (ended = true),
    error: () => undefined,
  });
  child.stdout?.resume();
  await until('the end', () => ended && child.finished);
  expect(arrived).toBe(200_000);
});

test('the tap hears everything before the consumer does, and exit and end of output are two facts', async () => {
  const heard: string[] = [];
  const tap: ProcessTap = {
    data: (stream, bytes) => heard.push(`tap ${stream} ${Buffer.from(bytes).toString()}`),
    accepted: (bytes) => heard.push(`tap 0 ${Buffer.from(bytes).toString()}`),
    eof: (stream) => heard.push(`tap eof ${stream}`),
    exited: (status) => heard.push(`tap exit ${status.returncode}`),
  };
  const gate = makeGate();
  const script = `read x; echo $x; read y; (read z <${gate.path}) & exit 3`;
  const child = await spawnOverPipes(spawnRequest(['sh', '-c', script], PIPES), { tap });
  child.start({ exited: (returncode) => heard.push(`exit ${returncode}`) });
  child.stdout?.start({
    data: (bytes) => heard.push(`1 ${Buffer.from(bytes).toString()}`),
    eof: () => heard.push('eof 1'),
    error: () => undefined,
  });
  child.stderr?.start({ data: () => undefined, eof: () => undefined, error: () => undefined });
  child.stdin?.start({ accepted: (bytes) => heard.push(`accepted ${bytes}`), closed: () => heard.push('closed') });
  child.stdin?.write(Buffer.from('hi\n'));
  expect(heard).toEqual(['tap 0 hi\n', 'accepted 3']);
  // An exit and output that is still in the pipe may be noticed in either order: it exits only when this was read.
  await until('the line', () => heard.includes('1 hi\n'));
  child.stdin?.write(Buffer.from('go\n'));
  await until('exit', () => child.returncode !== null);
  expect(child.finished).toBe(false);
  await gate.open();
  await until('finished', () => child.finished && heard.includes('closed'));
  const order = (first: string, second: string) => expect(heard.indexOf(first)).toBeLessThan(heard.indexOf(second));
  order('tap 1 hi\n', '1 hi\n');
  order('1 hi\n', 'tap exit 3');
  order('tap exit 3', 'exit 3');
  order('exit 3', 'tap eof 1');
  order('tap eof 1', 'eof 1');
  order('tap eof 0', 'closed');
});

test('when the process has exited and its outputs are over, stdin is closed', async () => {
  const gate = makeGate();
  // Under another number: dash gives /dev/null to what it starts in the background.
  const script = `exec 3<&0; (read x <${gate.path}) & exit 0`;
  const child = await spawnOverPipes(spawnRequest(['sh', '-c', script], { stdin: 'pipe' }));
  let closed: Error | null | undefined;
  child.stdin?.start({ accepted: () => undefined, closed: (error) => (closed = error) });
  await until('closed', () => closed !== undefined);
  expect([closed, child.returncode, child.finished]).toEqual([null, 0, true]);
  await gate.open();
});

test('close() closes every end and kills a child that runs, and an exit before start() is told after it', async () => {
  const child = await spawnOverPipes(spawnRequest(['sleep', '60'], PIPES));
  child.close();
  child.close();
  await until('reaped', () => child.returncode !== null);
  let told: number | null = null;
  child.start({ exited: (returncode) => (told = returncode) });
  expect(told).toBe(null);
  await until('told', () => told !== null);
  expect([told, child.finished]).toEqual([-SIGKILL, true]);
  child.sendSignal(SIGKILL);
});

test('a start that is called off leaves no child, whether before or right after the call', async () => {
  await expect(spawnOverPipes(spawnRequest(['sleep', '60'], PIPES), { signal: AbortSignal.abort() })).rejects.toThrow(
    expect.objectContaining({ name: 'CancelledError' }),
  );
  const controller = new AbortController();
  const pending = spawnOverPipes(spawnRequest(['sleep', '60'], PIPES), { signal: controller.signal });
  controller.abort();
  await expect(pending).rejects.toThrow(expect.objectContaining({ name: 'CancelledError' }));
});

test('two hundred starts at once leave no descriptor and no zombie behind', async () => {
  const all = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const request = spawnRequest(['sh', '-c', `echo ${index}; exit ${index}`], PIPES);
      const child = new Process(await spawnOverPipes(request), request.limit);
      const [stdout] = await child.communicate();
      return [Buffer.from(stdout ?? []).toString(), child.returncode];
    }),
  );
  expect(all).toEqual(Array.from({ length: 200 }, (_, index) => [`${index}\n`, index]));
});
