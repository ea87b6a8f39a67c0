import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OSError, SpawnRequest } from '@pipescope/protocol/process';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { ownChildren, processFds } from '../../test/fd-table.ts';
import { spawnRequest } from '../../test/request.ts';
import { spawnOverPipes } from './spawn-over-pipes.ts';

const directory = mkdtempSync(join(tmpdir(), 'pipescope-spawn-'));
afterAll(() => rmSync(directory, { recursive: true }));
let before: string[] = [];
beforeEach(() => {
  before = processFds();
});
afterEach(() => {
  expect(processFds()).toEqual(before);
  expect(ownChildren()).toEqual([]);
});

function file(name: string, content: string, mode = 0o755): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

async function failure(program: string, options: Partial<SpawnRequest> = {}): Promise<unknown[]> {
  const pipes = { stdin: 'pipe', stdout: 'pipe', stderr: 'pipe' } as const;
  try {
    await spawnOverPipes(spawnRequest([program, 'argument'], { ...pipes, ...options }));
  } catch (error) {
    const { name, errno, filename } = error as OSError;
    return [name, errno, filename];
  }
  return ['started'];
}

test('a program that is not there', async () => {
  expect(await failure('no-such-program')).toEqual(['FileNotFoundError', 2, 'no-such-program']);
  expect(await failure('/no/such/program')).toEqual(['FileNotFoundError', 2, '/no/such/program']);
  expect(await failure('/etc/passwd/program')).toEqual(['NotADirectoryError', 20, '/etc/passwd/program']);
});

test('a file that is not executable, a directory, and the empty name', async () => {
  const plain = file('plain', 'text', 0o644);
  expect(await failure(plain)).toEqual(['PermissionError', 13, plain]);
  expect(await failure(directory)).toEqual(['PermissionError', 13, directory]);
  expect(await failure('')).toEqual(['PermissionError', 13, '']);
});

test('a text file without an interpreter line is not run by a shell', async () => {
  const script = file('script', 'echo ran\n');
  expect(await failure(script)).toEqual(['OSError', 8, script]);
});

test('an interpreter that is missing names the script', async () => {
  const script = file('orphan', '#!/no/such/interpreter\n');
  expect(await failure(script)).toEqual(['FileNotFoundError', 2, script]);
});

test('a bad cwd is named itself, also when the program is bad too', async () => {
  const plain = file('file', '');
  expect(await failure('true', { cwd: '/no/such' })).toEqual(['FileNotFoundError', 2, '/no/such']);
  expect(await failure('true', { cwd: plain })).toEqual(['NotADirectoryError', 20, plain]);
  expect(await failure('no-such-program', { cwd: '/no/such' })).toEqual(['FileNotFoundError', 2, '/no/such']);
});

test('too long an argument and too large an environment', async () => {
  const long = 'x'.repeat(200_000);
  expect(await failure('true', { argv: ['true', long] })).toEqual(['OSError', 7, 'true']);
  expect(await failure('true', { env: [['X', long]] })).toEqual(['OSError', 7, 'true']);
});

test('descriptors that are not open name no file', async () => {
  expect(await failure('true', { stdout: { fd: 9_999 } })).toEqual(['OSError', 9, null]);
  expect(await failure('true', { passFds: [9_999] })).toEqual(['OSError', 9, null]);
  expect(await failure('true', { stdin: 'stdout' })).toEqual(['OSError', 9, null]);
});

test.runIf(process.getuid?.() !== 0)('a pipe size above the limit of the system', async () => {
  expect(await failure('true', { pipeSize: 1 << 28 })).toEqual(['PermissionError', 1, null]);
});

test('a process group that does not exist, and a group for the leader of a new session', async () => {
  expect(await failure('true', { processGroup: 999_999 })).toEqual(['PermissionError', 1, null]);
  expect(await failure('true', { startNewSession: true, processGroup: 0 })).toEqual(['PermissionError', 1, null]);
});

test('the search of PATH keeps the first error that is more than absence, as CPython does', async () => {
  const [first, second, third] = ['first', 'second', 'third'].map((name) => join(directory, name));
  for (const path of [first, second, third]) mkdirSync(path ?? '');
  file('first/tool', 'text', 0o644);
  file('second/tool', 'no interpreter\n');
  const path = (...entries: (string | undefined)[]): Partial<SpawnRequest> => ({ env: [['PATH', entries.join(':')]] });
  expect(await failure('tool', path('/no/such', first, second, third))).toEqual(['PermissionError', 13, 'tool']);
  expect(await failure('tool', path(second, first))).toEqual(['OSError', 8, 'tool']);
  expect(await failure('tool', path(third, '/etc/passwd'))).toEqual(['NotADirectoryError', 20, 'tool']);
  expect(await failure('tool', path('/etc/passwd', third))).toEqual(['FileNotFoundError', 2, 'tool']);
});
