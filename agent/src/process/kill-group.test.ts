import { expect, test } from 'vitest';
import { createSubprocessExec, createSubprocessShell, killGroup, PIPE } from '../index.ts';

const SIGKILL = 9;

test('a group is killed whole, also when the child that led it has ended', async () => {
  const child = await createSubprocessShell('sleep 60 & sleep 60 & echo ready; exit 3', {
    stdout: PIPE,
    startNewSession: true,
  });
  expect(await child.wait()).toBe(3);
  expect(Buffer.from((await child.stdout?.readline()) ?? []).toString()).toBe('ready\n');
  killGroup(child.pid, SIGKILL);
  expect(await child.stdout?.read()).toHaveLength(0);
});

test('a signal may be given by name', async () => {
  const child = await createSubprocessExec('sleep', ['60'], { processGroup: 0 });
  killGroup(child.pid, 'SIGTERM');
  expect(await child.wait()).toBe(-15);
  expect(() => killGroup(child.pid, SIGKILL)).toThrow(expect.objectContaining({ name: 'ProcessLookupError' }));
});

test('the group of this process itself is refused', async () => {
  const child = await createSubprocessExec('sleep', ['60']);
  expect(() => killGroup(child.pid, SIGKILL)).toThrow(expect.objectContaining({ name: 'PermissionError' }));
  child.kill();
  expect(await child.wait()).toBe(-SIGKILL);
  expect(() => killGroup(child.pid, SIGKILL)).toThrow(expect.objectContaining({ name: 'ProcessLookupError' }));
});

test('only children of this process are known', () => {
  for (const pid of [1, process.ppid, process.pid, 0, -1]) {
    expect(() => killGroup(pid, 0)).toThrow(expect.objectContaining({ name: 'ProcessLookupError' }));
  }
});
