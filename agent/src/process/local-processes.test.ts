import { expect, test } from 'vitest';
import { ownChildren } from '../../test/fd-table.ts';
import { createSubprocessExec, PIPE, waitFor } from '../index.ts';

test('a time limit ends the wait and not the process', async () => {
  const child = await createSubprocessExec('sleep', ['60']);
  const waiting = waitFor((signal) => child.wait({ signal }), 20);
  await expect(waiting).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }));
  expect(child.returncode).toBeNull();
  child.kill();
  expect(await child.wait()).toBe(-9);
});

test('at the end of the block of an `await using` the child is dead and reaped', async () => {
  let pid = 0;
  {
    await using child = await createSubprocessExec('sleep', ['60'], { stdin: PIPE, stdout: PIPE });
    ({ pid } = child);
    expect(ownChildren()).toContain(pid);
  }
  expect(ownChildren()).not.toContain(pid);
});
