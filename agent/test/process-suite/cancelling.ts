import { setImmediate as turn } from 'node:timers/promises';
import { CancelledError, PIPE, type Process, type SpawnOptions } from '@pipescope/protocol/process';
import { expect, test } from 'vitest';
import { type Api, BLOCKED, start } from './programs.ts';

/** Aborted waits and starts; a child whose start was called off is gone. */
export function testCancelling(api: Api): void {
  test('T21 cancels one wait, after which the child can be killed and waited for', async () => {
    const child = await start(api, BLOCKED);
    const cancel = new AbortController();
    const waiting = child.wait({ signal: cancel.signal });
    setImmediate(() => cancel.abort());
    await expect(waiting).rejects.toBeInstanceOf(CancelledError);
    expect(child.returncode).toBeNull();
    child.kill();
    expect(await child.wait()).toBe(-9);
  });

  test('T22 cancels a start with nothing but CancelledError, and leaves no child', async () => {
    const cancel = new AbortController();
    const starting = start(api, BLOCKED, { signal: cancel.signal });
    cancel.abort();
    await expect(starting).rejects.toBeInstanceOf(CancelledError);
    await expect(start(api, BLOCKED, { signal: cancel.signal })).rejects.toBeInstanceOf(CancelledError);
  });

  test('T115 cancels a start with stdout as a pipe at any moment, and leaves nothing', async () => {
    expect(await cancelAtEveryMoment({ stdout: PIPE })).toEqual([]);
  });

  test('T116 cancels a start with stdin as a pipe at any moment, and leaves nothing', async () => {
    expect(await cancelAtEveryMoment({ stdin: PIPE })).toEqual([]);
  });

  test('T117 cancels a start with all three as pipes at any moment, and leaves nothing', async () => {
    expect(await cancelAtEveryMoment({ stdin: PIPE, stdout: PIPE, stderr: PIPE })).toEqual([]);
  });

  /**
   * Aborts before the call, after each of its first microtasks, and after each of its first turns of the event loop.
   * @returns outcomes that are neither CancelledError nor a child that runs.
   */
  async function cancelAtEveryMoment(options: SpawnOptions): Promise<unknown[]> {
    const wrong: unknown[] = [];
    for (const wait of [() => Promise.resolve(), turn]) {
      for (let count = 0; count < 6; count += 1) {
        const cancel = new AbortController();
        const starting = start(api, BLOCKED, { ...options, signal: cancel.signal });
        const outcome = starting.then(close, (reason: unknown) => reason);
        for (let done = 0; done < count; done += 1) await wait();
        cancel.abort();
        const result = await outcome;
        if (result !== -9 && !(result instanceof CancelledError)) wrong.push(result);
      }
    }
    return wrong;
  }

  /** The start was through before it could be cancelled. */
  function close(child: Process): Promise<number> {
    child.close();
    return child.wait();
  }
}
