import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PIPE } from '@pipescope/protocol/process';
import { expect, test } from 'vitest';
import { type Api, BLOCKED, CAT, start, text } from './programs.ts';

/** How a child ends: exit codes, signals, and what its end does not wait for. */
export function testEnding(api: Api): void {
  test('T6 gives the exit code of a shell command', async () => {
    const child = await api().createSubprocessShell('exit 7');
    expect(await child.wait()).toBe(7);
  });

  test('T7 starts a new session of which the child is the leader', async () => {
    const command = 'cut -d" " -f5,6 /proc/$$/stat; exit 8';
    const child = await api().createSubprocessShell(command, { startNewSession: true, stdout: PIPE });
    const [ids] = await child.communicate();
    expect(text(ids)).toBe(`${child.pid} ${child.pid}\n`);
    expect(child.returncode).toBe(8);
  });

  test('T8 kills a child that blocks', async () => {
    const child = await start(api, BLOCKED);
    child.kill();
    expect(await child.wait()).toBe(-9);
  });

  test('T9 kills a shell at once although the sleep it has started holds its stdout', async () => {
    const command = 'sleep 3600 & echo started; wait';
    const child = await api().createSubprocessShell(command, { stdout: PIPE, startNewSession: true });
    await child.stdout?.readline();
    child.kill();
    expect(await child.wait()).toBe(-9);
    child.sendSignalToGroup('SIGKILL');
    expect(text(await child.stdout?.read())).toBe('');
  });

  test('T10 terminates a child that blocks', async () => {
    const child = await start(api, BLOCKED);
    child.terminate();
    expect(await child.wait()).toBe(-15);
  });

  test('T11 sends a signal to a child that has said it is ready', async () => {
    const child = await api().createSubprocessShell('echo sleeping; exec sleep 3600', { stdout: PIPE });
    expect(text(await child.stdout?.readline())).toBe('sleeping\n');
    child.sendSignal('SIGHUP');
    expect(await child.wait()).toBe(-1);
  });

  test('T24 kills a running child when it is closed', async () => {
    const child = await start(api, BLOCKED);
    expect(child.returncode).toBeNull();
    child.close();
    expect(await child.wait()).toBe(-9);
  });

  test('T25 does not change the end of a child that has exited unnoticed when it is closed', async () => {
    const child = await api().createSubprocessShell('read line; exit 7', { stdin: PIPE });
    child.stdin?.write(Buffer.from('\n'));
    await untilZombie(child.pid);
    child.close();
    expect(await child.wait()).toBe(7);
  });

  test('T34 gives everyone who waits the same, before and after the exit', async () => {
    const child = await start(api, CAT, { stdin: PIPE, stdout: PIPE });
    const early = Array.from({ length: 10 }, () => child.wait());
    const [stdout] = await child.communicate(Buffer.from('some data'));
    expect([text(stdout), child.returncode]).toEqual(['some data', 0]);
    const late = Array.from({ length: 10 }, () => child.wait());
    expect(await Promise.all([...early, ...late])).toEqual(Array.from({ length: 20 }, () => 0));
  });

  test('T37 never says 255 when a signal meets the natural end', async () => {
    for (let round = 0; round < 10; round += 1) {
      const child = await api().createSubprocessExec('sleep', ['0.05']);
      await sleep(45 + round);
      expect(['sent', 'ProcessLookupError']).toContain(outcomeOf(() => child.sendSignal('SIGUSR1')));
      expect([0, -10]).toContain(await child.wait());
    }
  });

  test('T114 does not wait for a pipe that a grandchild holds open', async () => {
    const child = await api().createSubprocessShell('sleep 3600 & exit 3', { stdout: PIPE, startNewSession: true });
    expect(await child.wait()).toBe(3);
    child.sendSignalToGroup('SIGKILL');
    expect(text(await child.stdout?.read())).toBe('');
  });

  test('T124 says -9 for SIGKILL, with pipes', async () => {
    const child = await start(api, CAT, { stdin: PIPE, stdout: PIPE, stderr: PIPE });
    child.kill();
    expect(await child.wait()).toBe(-9);
  });

  test('T125 says -15 for SIGTERM, with pipes', async () => {
    const child = await start(api, CAT, { stdin: PIPE, stdout: PIPE, stderr: PIPE });
    child.terminate();
    expect(await child.wait()).toBe(-15);
  });

  test('T126 says -1 for SIGHUP, with pipes', async () => {
    const child = await start(api, CAT, { stdin: PIPE, stdout: PIPE, stderr: PIPE });
    child.sendSignal(1);
    expect(await child.wait()).toBe(-1);
  });

  test('T130 gives the exit code of a child in a session of its own', async () => {
    const child = await api().createSubprocessShell('exit 7', { startNewSession: true });
    expect(await child.wait()).toBe(7);
  });
}

function outcomeOf(send: () => void): string {
  try {
    send();
    return 'sent';
  } catch (error) {
    return (error as Error).name;
  }
}

/** Lets nobody else have a turn while the child ends; over a connection, where its input needs turns, few. */
async function untilZombie(pid: number): Promise<void> {
  const isZombie = (): boolean => {
    try {
      return readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z ');
    } catch {
      // Reaped by now.
      return true;
    }
  };
  for (;;) {
    for (const deadline = performance.now() + 50; performance.now() < deadline; ) if (isZombie()) return;
    await new Promise(setImmediate);
  }
}
