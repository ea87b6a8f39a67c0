import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StartHint } from '@pipescope/protocol';
import { osError, type SpawnRequest } from '@pipescope/protocol/process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { processFds } from '../../test/fd-table.ts';
import { spawnRequest } from '../../test/request.ts';
import { spawnOverPipes } from '../process/spawn-over-pipes.ts';
import { startHint } from './start-hint.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'pipescope-hint-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function file(name: string, content: string | Uint8Array = '#!/bin/sh\n', mode = 0o755): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

const makeFifo = (path: string) => execFileSync('sh', ['-c', 'mkfifo -m 777 "$1"', 'sh', path]);

/** The hint for a start that really fails. */
async function hintFor(program: string | Uint8Array, options: Partial<SpawnRequest> = {}): Promise<StartHint | null> {
  const request = spawnRequest([program], options);
  const error = await spawnOverPipes(request).then(
    () => 'started',
    (reason: unknown) => reason,
  );
  expect(error).not.toBe('started');
  return startHint(error, request);
}

const path = (...folders: string[]): Partial<SpawnRequest> => ({ env: [['PATH', folders.join(':')]] });
const nearest = async (program: string) => {
  const hint = await hintFor(program, path(directory));
  return hint?.kind === 'not-found' ? hint.suggestion : hint;
};

describe('a program that is not there', () => {
  test('may have been meant to be an executable with a name up to two mistakes away', async () => {
    for (const name of ['python3', 'grep', 'ls', 'x']) file(name);
    expect(await nearest('pyhton3')).toBe('python3');
    expect(await nearest('pyhton')).toBe('python3');
    expect(await nearest('Python3')).toBe('python3');
    expect(await nearest('gerp')).toBe('grep');
    expect(await nearest('sl')).toBe('ls');
    expect(await nearest('pyhtno')).toBeNull();
    expect(await nearest('nosuchprogram')).toBeNull();
    expect(await nearest('y')).toBeNull();
    expect(await nearest('a'.repeat(200))).toBeNull();
  });

  test('fewer mistakes count first, then the first letter, the length and the order in PATH', async () => {
    for (const name of ['npm', 'nm', 'gmp', 'nmpxx']) file(name);
    expect(await nearest('nmp')).toBe('npm');
    mkdirSync(join(directory, 'first'));
    file('first/node');
    file('nide');
    const folders = path(join(directory, 'first'), directory, join(directory, 'first'), '/no/such');
    expect(await hintFor('nude', folders)).toEqual({
      kind: 'not-found',
      suggestion: 'node',
      lookedIn: [join(directory, 'first'), directory, '/no/such'],
    });
  });

  test('was never meant to be a folder, a file without x, a fifo or a broken link', async () => {
    mkdirSync(join(directory, 'tool1'));
    file('tool2', '', 0o644);
    symlinkSync('/no/such', join(directory, 'tool3'));
    makeFifo(join(directory, 'tool4'));
    expect(await nearest('tool5')).toBeNull();
    symlinkSync('/bin/sh', join(directory, 'tool6'));
    expect(await nearest('tool5')).toBe('tool6');
  });

  test('has no suggestion when it is a path or a command line', async () => {
    file('python3');
    const none = { kind: 'not-found', suggestion: null };
    expect(await hintFor(join(directory, 'pyhton3'))).toEqual({ ...none, lookedIn: [] });
    expect(await hintFor('./pyhton3', { cwd: directory })).toEqual({ ...none, lookedIn: [] });
    expect(await hintFor('python3 ', path(directory))).toEqual({ ...none, lookedIn: [directory] });
  });

  test('is the same when a folder of PATH is none', async () => {
    expect(await hintFor('nope', path(directory, '/etc/passwd'))).toMatchObject({ kind: 'not-found' });
  });

  test('folders of PATH that are relative count from the cwd', async () => {
    mkdirSync(join(directory, 'bin'));
    file('bin/tool');
    const hint = await hintFor('tol', { ...path('bin', ''), cwd: directory });
    expect(hint).toEqual({ kind: 'not-found', suggestion: 'tool', lookedIn: [join(directory, 'bin'), directory] });
  });

  test('is looked for in so many folders and among so many names at most', async () => {
    const many = join(directory, 'many');
    mkdirSync(many);
    execFileSync('sh', ['-c', 'seq -f "$1/program%g" 21000 | xargs touch', 'sh', many]);
    const folders = Array.from({ length: 200 }, (_, i) => `/no/such/${i}`);
    file('progarm2');
    const hint = await hintFor('progarm1', path(many, directory, ...folders));
    expect(hint).toMatchObject({ kind: 'not-found', suggestion: null });
    expect(hint?.kind === 'not-found' && hint.lookedIn.length).toBe(64);
  });
});

describe('a file that is there', () => {
  test('and whose interpreter is not', async () => {
    const kind = 'missing-interpreter';
    const orphan = file('orphan', '#! /no/such/interpreter -x\n');
    const missing = { kind, interpreter: '/no/such/interpreter', windowsLineBreak: false };
    expect(await hintFor(orphan)).toEqual({ ...missing, file: orphan });
    expect(await hintFor('orphan', path('/no/such', directory))).toEqual({ ...missing, file: orphan });
    expect(await hintFor('./orphan', { cwd: directory })).toEqual({ ...missing, file: './orphan' });
    const nested = file('nested', `#!${orphan}\n`);
    expect(await hintFor(nested)).toEqual({ ...missing, file: nested });
  });

  test('and is a program whose loader is not there', async () => {
    const program = readFileSync('/bin/true');
    // Where the loader's path stands, which every dynamic program begins with.
    program.write('/nil', program.indexOf('/lib'));
    const foreign = file('foreign', program);
    const hint = await hintFor(foreign);
    expect(hint).toMatchObject({ kind: 'missing-loader', file: foreign });
    expect(hint?.kind === 'missing-loader' && hint.loader).toMatch(/^\/nil[\w/.-]*\/ld[\w.-]+$/);
    const cut = file('cut', program.subarray(0, 70));
    expect(await startHint(osError('ENOENT', { filename: cut }), spawnRequest([cut]))).toBeNull();
  });

  test('and whose first line ends as Windows ends lines', async () => {
    const script = file('script', '#!/bin/sh\r\necho hello\r\n');
    const hint = { kind: 'missing-interpreter', interpreter: '/bin/sh', windowsLineBreak: true };
    expect(await hintFor(script)).toEqual({ ...hint, file: script });
  });

  test('and is a folder, or has no x permission', async () => {
    const plain = file('plain', 'text', 0o644);
    expect(await hintFor(directory)).toEqual({ kind: 'folder', file: directory });
    expect(await hintFor(plain)).toEqual({
      kind: 'no-execute-permission',
      file: plain,
      owned: true,
      program: false,
    });
    expect(await hintFor('plain', path(directory))).toEqual({
      kind: 'no-execute-permission',
      file: plain,
      owned: true,
      program: false,
    });
    for (const content of ['#!/bin/sh\n', readFileSync(process.execPath).subarray(0, 64)]) {
      expect(await hintFor(file('tool', content, 0o644))).toMatchObject({ owned: true, program: true });
    }
    const user = (process.geteuid?.() ?? 0) + 1;
    const denied = osError('EACCES', { filename: plain });
    expect(await startHint(denied, spawnRequest([plain], { user }))).toMatchObject({ owned: false });
  });

  test('and is no program', async () => {
    const text = file('text', 'echo hello\n');
    expect(await hintFor(text)).toEqual({ kind: 'no-interpreter-line', file: text });
    expect(await hintFor(file('empty', ''))).toMatchObject({ kind: 'no-interpreter-line' });
    expect(await hintFor(file('bare', '#!\n'))).toBeNull();
  });

  test('with a name that is not UTF-8', async () => {
    const name = Buffer.concat([Buffer.from(`${directory}/a`), Buffer.of(0xff)]);
    writeFileSync(name, 'text', { mode: 0o755 });
    expect(await hintFor(name)).toEqual({ kind: 'no-interpreter-line', file: `${directory}/a\ufffd` });
  });
});

test('a fifo is never opened, so nothing waits for its writer', async () => {
  const fifo = join(directory, 'fifo');
  makeFifo(fifo);
  const before = processFds();
  for (const code of ['ENOENT', 'ENOEXEC', 'EACCES']) {
    expect(await startHint(osError(code, { filename: fifo }), spawnRequest([fifo]))).toBeNull();
  }
  const script = file('script', `#!${fifo}\n`);
  expect(await startHint(osError('ENOENT', { filename: script }), spawnRequest([script]))).toBeNull();
  expect(processFds()).toEqual(before);
});

test('what is wrong with the cwd is not looked for at the program', async () => {
  expect(await hintFor('pyhton3', { cwd: '/no/such' })).toBeNull();
  expect(await hintFor('/no/such', { cwd: '/no/such' })).toBeNull();
  expect(await hintFor('true', { cwd: '/etc/passwd' })).toBeNull();
});

test('limits are named with their values', async () => {
  const request = spawnRequest(['true']);
  const files = Number(execFileSync('sh', ['-c', `awk '/^Max open files/{print $4}' /proc/${process.pid}/limits`]));
  expect(await startHint(osError('EMFILE'), request)).toEqual({ kind: 'too-many', limit: 'open files', value: files });
  expect(await startHint(osError('EAGAIN'), request)).toMatchObject({ kind: 'too-many', limit: 'processes' });
});

test('other errors have no hint', async () => {
  for (const error of [osError('E2BIG', { filename: 'true' }), new Error('x'), 'x']) {
    expect(await startHint(error, spawnRequest(['true']))).toBeNull();
  }
  expect(await startHint(osError('ENOENT'), spawnRequest(['true']))).toBeNull();
});
