import { expect, test } from 'vitest';
import { spawnRequest } from '../../test/request.ts';
import { until } from '../../test/until.ts';
import type { ExitStatus } from '../os/exit-status.ts';
import { spawnOverPipes } from './spawn-over-pipes.ts';

async function ending(argv: readonly string[], signal?: number): Promise<ExitStatus> {
  const child = await spawnOverPipes(spawnRequest(argv));
  if (signal !== undefined) child.sendSignal(signal);
  await until('the exit', () => child.exitStatus !== null);
  if (child.exitStatus === null) throw new Error('it has not ended');
  return child.exitStatus;
}

test('exit codes are the low eight bits', async () => {
  for (const [code, seen] of [
    [0, 0],
    [1, 1],
    [255, 255],
    [256, 0],
  ] as const) {
    expect((await ending(['sh', '-c', `exit ${code}`])).returncode).toBe(seen);
  }
});

/** Ignored or stopping by default, and the two that the C library keeps for itself. */
const NOT_DEADLY = new Set([17, 18, 19, 20, 21, 22, 23, 28, 32, 33]);

test('death by each signal from 1 to 64 is told as its negated number, real-time signals too', async () => {
  const signals = Array.from({ length: 64 }, (_, index) => index + 1).filter((signal) => !NOT_DEADLY.has(signal));
  const endings = await Promise.all(signals.map((signal) => ending(['sleep', '60'], signal)));
  expect(endings.map(({ returncode }) => returncode)).toEqual(signals.map((signal) => -signal));
});

test('CPU time is the child’s own, and memory is told only when it is above what this process shared with it', async () => {
  const busy = await ending(['dd', 'if=/dev/zero', 'of=/dev/null', 'bs=400M', 'count=1', 'status=none']);
  expect(busy.userSeconds + busy.systemSeconds).toBeGreaterThan(0.01);
  expect(busy.userSeconds + busy.systemSeconds).toBeLessThan(30);
  expect(busy.maxRssKib).toBeGreaterThan(390_000);
  const small = await ending(['true']);
  expect(small.maxRssKib).toBe(null);
  expect(small.coreDumped).toBe(false);
});

test('a stopped process has not exited, and SIGKILL ends it at once', async () => {
  const child = await spawnOverPipes(spawnRequest(['sleep', '60']));
  child.sendSignal(19);
  await new Promise((resolve) => setImmediate(resolve));
  expect(child.returncode).toBe(null);
  child.sendSignal(9);
  await until('the exit', () => child.returncode !== null);
  expect(child.returncode).toBe(-9);
});

test('a signal number that does not exist is refused by the kernel, and 0 only asks', async () => {
  const child = await spawnOverPipes(spawnRequest(['sleep', '60']));
  expect(() => child.sendSignal(65)).toThrow(expect.objectContaining({ code: 'EINVAL' }));
  child.sendSignal(0);
  expect(() => child.sendSignalToGroup(15)).toThrow(expect.objectContaining({ name: 'PermissionError' }));
  child.close();
  await until('the exit', () => child.returncode !== null);
});

test('a signal to the group reaches what the leader left behind, also after its exit', async () => {
  const request = spawnRequest(['sh', '-c', 'sleep 60 & exit 0'], { stdout: 'pipe', startNewSession: true });
  const child = await spawnOverPipes(request);
  let ended = false;
  child.stdout?.start({ data: () => undefined, eof: () => (ended = true), error: () => undefined });
  await until('the exit', () => child.returncode !== null);
  expect(ended).toBe(false);
  child.sendSignalToGroup(15);
  await until('the end of output', () => ended);
  await until('an empty group', () => failureOf(() => child.sendSignalToGroup(15)) === 'ProcessLookupError');
});

function failureOf(run: () => void): string | null {
  try {
    run();
    return null;
  } catch (error) {
    return (error as Error).name;
  }
}
