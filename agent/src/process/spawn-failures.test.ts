import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OSError, SpawnRequest } from '@pipescope/protocol/process';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { ownChildren, processFds } from '../../test/fd-table.ts';
import { spawnRequest } from '../../test/request.ts';
import { until } from '../../test/until.ts';
import { withCredentials } from '../os/credentials.ts';
import { isOpenFd } from '../os/fd.ts';
import { withNofileLimit } from '../os/nofile-limit.ts';
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

test('a pipe size above the limit of the system, which counts for everyone but root', async () => {
  const tooLarge = { pipeSize: 1 << 28 };
  const asNobody = () =>
    withCredentials({ user: 65_534, group: null, extraGroups: null }, () => failure('true', tooLarge));
  // The start itself happens before the promise is returned.
  expect(await (process.getuid?.() === 0 ? asNobody() : failure('true', tooLarge))).toEqual([
    'PermissionError',
    1,
    null,
  ]);
});

test('too few free descriptors for the pipes or the start: none is leaked, and the child, if there is one, is reaped', async () => {
  const outcomes: unknown[] = [];
  for (let spare = 0; outcomes.at(-1) !== 0; spare += 1) {
    const request = spawnRequest(['true'], { stdin: 'pipe', stdout: 'pipe', stderr: 'pipe' });
    // The start itself happens before the promise is returned.
    const starting = withNofileLimit(limitWithFree(spare), () => spawnOverPipes(request));
    outcomes.push(
      await starting.then(
        async (child) => {
          await until('the exit', () => child.returncode !== null);
          child.close();
          return child.returncode;
        },
        (error: OSError) => [error.name, error.errno, error.filename],
      ),
    );
    expect(processFds()).toEqual(before);
  }
  expect(outcomes.slice(0, -1)).toEqual(outcomes.slice(1).map(() => ['OSError', 24, null]));
  // Six ends of three pipes; without a pidfd the exit is noticed by SIGCHLD.
  expect(outcomes).toHaveLength(7);
});

/** The limit on open files below which so many numbers are free. */
function limitWithFree(count: number): bigint {
  let limit = 0;
  for (let free = 0; free < count || isOpenFd(limit); limit += 1) if (!isOpenFd(limit)) free += 1;
  return BigInt(limit);
}

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
