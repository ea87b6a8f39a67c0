import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSubprocessShell, DEVNULL } from '../index.ts';

const returncodeOf = async (command: string): Promise<number> =>
  (await createSubprocessShell(command, { stderr: DEVNULL })).wait();

test('a command that is not there is 127, one that may not be run 126, and one that is no command 2', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'pipescope-shell-'));
  const file = join(directory, 'plain');
  writeFileSync(file, '');
  chmodSync(file, 0o644);
  expect(await returncodeOf('no-such-command')).toBe(127);
  expect(await returncodeOf(file)).toBe(126);
  expect(await returncodeOf('( unfinished')).toBe(2);
  rmSync(directory, { recursive: true });
});

test('an empty command is 0, and codes are the low eight bits', async () => {
  expect(await returncodeOf('')).toBe(0);
  expect(await returncodeOf('exit 256')).toBe(0);
});

test('a shell that is killed has the negated number, and one that tells of a killed child 128 more', async () => {
  expect(await returncodeOf('kill -9 $$')).toBe(-9);
  expect(await returncodeOf("sh -c 'kill -9 $$'; exit $?")).toBe(137);
});
