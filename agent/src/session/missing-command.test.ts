import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunInfo } from '@pipescope/protocol';
import { EntryKind } from '@pipescope/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { spawnRequest } from '../../test/request.ts';
import { TestClient } from '../../test/test-client.ts';
import { testHub } from '../../test/test-hub.ts';
import { missingCommand } from './missing-command.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'pipescope-missing-'));
  file('python3');
});
afterEach(() => rmSync(directory, { recursive: true }));

function file(name: string, content = '#!/bin/sh\n'): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  chmodSync(path, 0o755);
  return path;
}

const read = (written: string, argv = ['/bin/sh', '-c', 'x']) =>
  missingCommand(spawnRequest(argv, { env: [['PATH', directory]] }), Buffer.from(written));

test.each([
  ['dash', 'sh: 1: pyhton3: not found\n'],
  ['dash by its path', '/bin/sh: 12: pyhton3: not found\n'],
  ['dash, for exec', 'dash: 1: exec: pyhton3: not found\n'],
  ['bash', 'bash: line 1: pyhton3: command not found\n'],
  ['bash, as it was', 'bash: pyhton3: command not found\n'],
  ['busybox', 'sh: pyhton3: not found\n'],
  ['zsh', 'zsh:1: command not found: pyhton3\n'],
  ['a terminal', 'first\r\nsh: 1: pyhton3: not found\r\n'],
])('the complaint of %s names the command, and the nearest program is looked up', async (_shell, written) => {
  expect(await read(written)).toEqual({ command: 'pyhton3', suggestion: 'python3' });
});

test('a shell that runs a script calls itself by its name', async () => {
  const found = { command: 'pyhton3', suggestion: 'python3' };
  expect(await read('./build: 3: pyhton3: not found\n', ['./build'])).toEqual(found);
  expect(await read('/opt/build.sh: line 3: pyhton3: command not found\n', ['bash', '/opt/build.sh'])).toEqual(found);
});

test('a command that is like no program, or a path, is named without a suggestion', async () => {
  expect(await read('sh: 1: nosuchprogram: not found\n')).toEqual({ command: 'nosuchprogram', suggestion: null });
  expect(await read('sh: 1: ./pyhton3: not found\n')).toEqual({ command: './pyhton3', suggestion: null });
});

test.each([
  ['nothing was written', ''],
  ['a program says it', 'error: 1: pyhton3: not found\n'],
  ['a program says it of several words', 'sh: the file pyhton3: not found\n'],
  ['the shell said it earlier', 'sh: 1: pyhton3: not found\nand then this\n'],
  ['it is about something else', 'bash: ./x: No such file or directory\n'],
])('nothing is guessed when %s', async (_why, written) => {
  expect(await read(written)).toBeNull();
});

test.each(['sh', 'bash'])('a run that %s ends with 127 tells the command', async (shell) => {
  const client = new TestClient(testHub());
  const env: [string, string][] = [['PATH', `${directory}:/usr/bin:/bin`]];
  await client.request('list', {});
  const run = await client.spawn([shell, '-c', 'echo first >&2; pyhton3'], { env, stdout: 'pipe', stderr: 'pipe' });
  const told = await client.until(() =>
    client.messages
      .flatMap((message): RunInfo[] => (message.op === 'runs' ? message.runs : []))
      .find((info) => info.run === run.run && info.missingCommand !== undefined),
  );
  expect(told).toMatchObject({
    exit: { returncode: 127 },
    missingCommand: { command: 'pyhton3', suggestion: 'python3' },
  });
});

test('another exit code, or errors that nobody read, tell nothing', async () => {
  const client = new TestClient(testHub());
  const other = await client.spawn(['sh', '-c', 'pyhton3; exit 3'], { stdout: 'pipe', stderr: 'pipe' });
  const paused = await client.spawn(['sh', '-c', 'pyhton3'], { stdout: 'pipe', stderr: 'pipe' }, 'paused');
  for (const run of [other, paused]) {
    await client.attach(run.run);
    await client.entry(run.run, EntryKind.exit);
  }
  await client.request('sync', {});
  const { runs } = (await client.request('list', {})) as { runs: RunInfo[] };
  for (const { missingCommand: told } of runs) expect(told).toBeUndefined();
});
