import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEVNULL, FileNotFoundError, PIPE, type SpawnOptions, ValueError } from '@pipescope/protocol/process';
import { expect, test } from 'vitest';
import { type Api, text } from './programs.ts';

/** Options that make text of bytes; TypeScript refuses them too. */
const TEXT_MODE = [{ text: true }, { encoding: 'utf-8' }, { errors: 'strict' }] as const;

/** Options that make no sense for a stream of bytes and one function per kind. */
const INVALID = (shell: boolean) => [{ universalNewlines: true }, { bufsize: 4096 }, { shell: !shell }] as const;

/** What a child is created with: arguments, options, environment, and errors. */
export function testCreating(api: Api): void {
  test('T27 leaves nothing behind when the start fails, whichever streams are pipes', async () => {
    const missing = join(tmpdir(), 'no-such-program');
    for (const options of [{}, { stdin: PIPE }, { stdin: PIPE, stdout: PIPE, stderr: PIPE }]) {
      const error = await api()
        .createSubprocessExec(missing, [], options)
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(FileNotFoundError);
      expect(error).toMatchObject({ errno: 2, filename: missing });
    }
  });

  test('T29 refuses text, encoding and errors for a program', async () => {
    for (const options of TEXT_MODE) {
      await expect(api().createSubprocessExec('true', [], options)).rejects.toBeInstanceOf(ValueError);
    }
  });

  test('T30 refuses text, encoding and errors for a shell command', async () => {
    for (const options of TEXT_MODE) {
      await expect(api().createSubprocessShell('true', options)).rejects.toBeInstanceOf(ValueError);
    }
  });

  test('T31 takes file: URLs and bytes for the program and its arguments', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'pipescope path '));
    for (const path of [pathToFileURL('/bin/ls'), Buffer.from('/bin/ls')]) {
      const args = [Buffer.from('-d'), pathToFileURL(directory)];
      const child = await api().createSubprocessExec(path, args, { stdout: PIPE });
      const [output] = await child.communicate();
      expect(text(output)).toBe(`${directory}\n`);
    }
    rmSync(directory, { recursive: true });
  });

  test('T32 hands the environment to a shell command, and wait after communicate is immediate', async () => {
    const env = { ...process.env, FOO: 'bar' };
    const child = await api().createSubprocessShell('printf %s "$FOO"', { env, stdout: PIPE });
    const [output] = await child.communicate();
    expect(text(output)).toBe('bar');
    expect(await Promise.race([child.wait(), Promise.resolve('not yet')])).toBe(0);
  });

  test('T33 hands the environment to a program', async () => {
    const env = { ...process.env, FOO: 'baz' };
    const child = await api().createSubprocessExec('printenv', ['FOO'], { env, stdout: PIPE });
    const [output] = await child.communicate();
    expect(text(output)).toBe('baz\n');
    expect(await Promise.race([child.wait(), Promise.resolve('not yet')])).toBe(0);
  });

  test('T122 gives the exit code of a child without pipes', async () => {
    const child = await api().createSubprocessShell('exit 7');
    expect([child.stdin, child.stdout, child.stderr]).toEqual([null, null, null]);
    expect(await child.wait()).toBe(7);
  });

  test('T123 can be closed after the exit of a child without pipes', async () => {
    const child = await api().createSubprocessShell('exit 7', { stdout: DEVNULL });
    expect([child.stdin, child.stdout, child.stderr]).toEqual([null, null, null]);
    expect(await child.wait()).toBe(7);
    expect(child.close()).toBeUndefined();
    expect(child.returncode).toBe(7);
  });

  test('T131 refuses universalNewlines, bufsize and shell for a program', async () => {
    for (const options of INVALID(false)) {
      await expect(api().createSubprocessExec('true', [], options)).rejects.toBeInstanceOf(ValueError);
    }
  });

  test('T132 refuses the same for a shell command, and a list as the command', async () => {
    for (const options of INVALID(true)) {
      await expect(api().createSubprocessShell('true', options as SpawnOptions)).rejects.toBeInstanceOf(ValueError);
    }
    const list: unknown = ['true'];
    await expect(api().createSubprocessShell(list as string)).rejects.toBeInstanceOf(ValueError);
  });
}
