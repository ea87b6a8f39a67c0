import { expect, test } from 'vitest';
import type { ExitStatus } from './exit-status.ts';
import { libc } from './libc.ts';
import { reapOnExit, reapOnSigchld } from './reaper.ts';
import { type SpawnPlan, spawn } from './spawn.ts';

const plan: SpawnPlan = {
  argv: ['sh', '-c', 'kill -35 $$'],
  stdio: [0, 1, 2],
  passFds: [],
  closeFds: true,
  executable: null,
  cwd: null,
  env: null,
  startNewSession: false,
  processGroup: null,
  umask: null,
  restoreSignals: true,
  user: null,
  group: null,
  extraGroups: null,
};
const exit = (reap: typeof reapOnExit, pid: number) => new Promise<ExitStatus>((resolve) => reap(pid, resolve));

test('a child is noticed and reaped through its pidfd, and by SIGCHLD where the kernel has none', async () => {
  expect((await exit(reapOnExit, spawn(plan))).returncode).toBe(-35);
  const bySignal = (pid: number, exited: (status: ExitStatus) => void) => reapOnSigchld(pid, 0, exited);
  const [first, second] = await Promise.all([exit(bySignal, spawn(plan)), exit(bySignal, spawn(plan))]);
  expect([first.returncode, second.returncode]).toEqual([-35, -35]);
});

test('any number of children may be waited for without a pidfd', async () => {
  const warnings: Error[] = [];
  const warned = (warning: Error) => void warnings.push(warning);
  process.on('warning', warned);
  const listeners = process.listenerCount('SIGCHLD');
  const bySignal = (pid: number, exited: (status: ExitStatus) => void) => reapOnSigchld(pid, 0, exited);
  const statuses = await Promise.all(Array.from({ length: 30 }, () => exit(bySignal, spawn(plan))));
  expect(new Set(statuses.map(({ returncode }) => returncode))).toEqual(new Set([-35]));
  expect(process.listenerCount('SIGCHLD')).toBe(listeners);
  process.off('warning', warned);
  expect(warnings).toEqual([]);
});

test('a status that something else has collected is told as lost, not guessed', async () => {
  const pid = spawn(plan);
  const status = exit(reapOnExit, pid);
  expect(libc().wait4(pid, new Int32Array(1), 0, null)).toBe(pid);
  expect((await status).returncode).toBe(null);
});
