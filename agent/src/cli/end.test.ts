import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandBench, isRunning } from '../../test/command.ts';
import { START, startRun } from '../../test/started-agent.ts';

let bench: CommandBench;
beforeEach(() => {
  bench = new CommandBench();
});
afterEach(() => bench[Symbol.asyncDispose]());

describe('the end', () => {
  const STUBBORN = 'trap "" TERM; (setsid sleep 601 &) ; (env -i sleep 602 &); sleep 603 & wait';

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s of the supervisor comes although a run does not obey',
    async (signal) => {
      const command = bench.run(START);
      const ready = await command.ready();
      const run = await startRun(ready, STUBBORN);
      command.child.kill(signal);
      expect((await command.ended).code).toBe(0);
      expect([run, ready.pid].map(isRunning)).toEqual([false, false]);
    },
  );

  test('of an agent that is killed takes its runs along, and is told', async () => {
    const command = bench.run(START);
    const ready = await command.ready();
    const run = await startRun(ready, STUBBORN);
    process.kill(ready.pid, 'SIGKILL');
    const { code, stderr } = await command.ended;
    expect([code, stderr]).toEqual([1, expect.stringContaining('The agent ended unexpectedly, by SIGKILL')]);
    expect(isRunning(run)).toBe(false);
    // What it left in the state directory is no obstacle.
    expect((await bench.run(START).ready()).pid).not.toBe(ready.pid);
  });

  test('of a supervisor that is killed is the end of the agent and its runs too', async () => {
    const command = bench.run(START);
    const ready = await command.ready();
    const run = await startRun(ready, 'trap "" TERM; (env -i sleep 602 &); sleep 603 & wait');
    command.child.kill('SIGKILL');
    await expect.poll(() => [run, ready.pid].some(isRunning)).toBe(false);
  });
});
