import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownChildren, processFds } from '../../test/fd-table.ts';
import { close, createSubprocessExec, PIPE, pipe } from '../index.ts';

let before: string[] = [];
beforeEach(() => {
  before = processFds();
});
afterEach(() => {
  expect(processFds()).toEqual(before);
  expect(ownChildren()).toEqual([]);
});

test('two children are joined by a kernel pipe, which ends when both copies of its write end are closed', async () => {
  const { r, w } = await pipe();
  const first = await createSubprocessExec('printf', ['b\\na\\n'], { stdout: w });
  close(w);
  const second = await createSubprocessExec('sort', [], { stdin: r, stdout: PIPE });
  close(r);
  const [output] = await second.communicate();
  expect(Buffer.from(output ?? []).toString()).toBe('a\nb\n');
  expect(await first.wait()).toBe(0);
});

test('only what pipe() gave can be closed, and once', async () => {
  const { r, w } = await pipe();
  expect(Math.min(r, w)).toBeGreaterThan(2);
  close(r);
  close(w);
  for (const fd of [r, w, 1, 9_999]) expect(() => close(fd)).toThrow(expect.objectContaining({ code: 'EBADF' }));
});
