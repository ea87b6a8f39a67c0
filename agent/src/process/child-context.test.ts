import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Process, type SpawnRequest } from '@pipescope/protocol/process';
import { afterAll, expect, test } from 'vitest';
import { bundleProgram } from '../../test/bundle-program.ts';
import { spawnRequest } from '../../test/request.ts';
import { until } from '../../test/until.ts';
import { libc } from '../os/libc.ts';
import { spawnOverPipes } from './spawn-over-pipes.ts';

const directory = realpathSync(mkdtempSync(join(tmpdir(), 'pipescope-context-')));
afterAll(() => rmSync(directory, { recursive: true }));

async function output(argv: SpawnRequest['argv'], options: Partial<SpawnRequest> = {}): Promise<string> {
  const request = spawnRequest(argv, { stdout: 'pipe', stderr: 'stdout', ...options });
  const child = new Process(await spawnOverPipes(request), request.limit);
  const [stdout] = await child.communicate();
  return Buffer.from(stdout ?? []).toString('latin1');
}

test('the environment is the one given, byte for byte, or the one this process has now', async () => {
  const bytes = Buffer.from([0x61, 0xff, 0x62]);
  const env = [
    ['A', bytes],
    ['', 'empty name'],
    [Buffer.from('Ä'), 'ß'],
  ] as const;
  expect(await output(['/usr/bin/env'], { env })).toBe(
    Buffer.concat([Buffer.from('A='), bytes, Buffer.from('\n=empty name\nÄ=ß\n')]).toString('latin1'),
  );
  expect(await output(['/usr/bin/env'], { env: [] })).toBe('');
  process.env['PIPESCOPE_TEST'] = 'now';
  const inherited = (await output(['cat', '/proc/self/environ'])).split('\0');
  delete process.env['PIPESCOPE_TEST'];
  expect(inherited).toContain('PIPESCOPE_TEST=now');
  expect(inherited.length - 1).toBe(Object.keys(process.env).length + 1);
});

test('arguments arrive unchanged, as text or bytes, and argv[0] is the program as given', async () => {
  const argument = Buffer.from([0xff, 0x0a, 0x27]);
  const argv = ['anything', '', 'a b', '$HOME *', argument];
  expect(await output(argv, { executable: '/bin/cat', argv: [...argv.slice(0, 1), '/proc/self/cmdline'] })).toBe(
    'anything\0/proc/self/cmdline\0',
  );
  expect(await output(['printf', '%s|', ...argv.slice(1)])).toBe(`|a b|$HOME *|${argument.toString('latin1')}|`);
});

test('a relative program and relative entries of PATH count from the new cwd', async () => {
  mkdirSync(join(directory, 'bin'));
  writeFileSync(join(directory, 'bin/tool'), '#!/bin/sh\npwd\n');
  chmodSync(join(directory, 'bin/tool'), 0o755);
  symlinkSync('bin/tool', join(directory, 'here'));
  const at = { cwd: directory };
  expect(await output(['bin/tool'], at)).toBe(`${directory}\n`);
  expect(await output(['tool'], { ...at, env: [['PATH', '/nonexistent:bin']] })).toBe(`${directory}\n`);
  expect(await output(['here'], { ...at, env: [['PATH', ':/bin']] })).toBe(`${directory}\n`);
  expect(await output(['true'], { env: [] })).toBe('');
});

test('session and process group are those of this process unless asked for', async () => {
  const ids = ['sh', '-c', 'cut -d" " -f5,6 /proc/$$/stat; echo $$'];
  const own = (await output(['sh', '-c', `cut -d" " -f5,6 /proc/${process.pid}/stat`])).trim();
  const [inherited, ,] = (await output(ids)).split('\n');
  expect(inherited).toBe(own);
  const [session, leader] = (await output(ids, { startNewSession: true })).trim().split('\n');
  expect(session).toBe(`${leader} ${leader}`);
  const [group, pid] = (await output(ids, { processGroup: 0 })).trim().split('\n');
  expect(group).toBe(`${pid} ${own.split(' ')[1]}`);
});

test('umask is the one asked for and this process keeps its own', async () => {
  const before = process.umask();
  expect(await output(['sh', '-c', 'umask'], { umask: 0o027 })).toBe('0027\n');
  expect(process.umask()).toBe(before);
});

test('SIGPIPE is back at its default, no signal is blocked, and restoreSignals: false leaves it ignored', async () => {
  const read = async (options: Partial<SpawnRequest>) => {
    const status = await output(['cat', '/proc/self/status'], options);
    const set = (name: string) => BigInt(`0x${new RegExp(`^${name}:\\t(.*)$`, 'm').exec(status)?.[1]}`);
    return { blocked: set('SigBlk'), sigpipeIgnored: (set('SigIgn') & (1n << 12n)) !== 0n };
  };
  expect(await read({})).toEqual({ blocked: 0n, sigpipeIgnored: false });
  expect(await read({ restoreSignals: false })).toEqual({ blocked: 0n, sigpipeIgnored: true });
  expect(await output(['bash', '-c', 'yes | head -1 >/dev/null; echo ${PIPESTATUS[0]}'])).toBe('141\n');
});

test('a pipe has the capacity asked for, rounded up by the kernel', async () => {
  const child = await spawnOverPipes(spawnRequest(['sleep', '60'], { stdin: 'pipe', pipeSize: 100_000 }));
  child.stdin?.write(Buffer.alloc(200_000));
  expect(child.stdin?.pending).toBe(200_000 - 131_072);
  child.close();
  await until('reaped', () => child.returncode !== null);
});

test.runIf(process.getuid?.() === 0)('user, group and extra groups are the child’s alone', async () => {
  const show = ['sh', '-c', 'id -u; id -g; id -G; grep ^Uid /proc/$$/status'];
  const text = await output(show, { user: 'nobody', group: 65_534, extraGroups: ['daemon', 7] });
  expect(text).toBe('65534\n65534\n65534 1 7\nUid:\t65534\t65534\t65534\t65534\n');
  expect([process.getuid?.(), process.geteuid?.(), process.getgid?.()]).toEqual([0, 0, 0]);
  expect(libc().setresuid(0, 0, 0)).toBe(0);
  await expect(output(['true'], { user: 'no such user' })).rejects.toThrow(/there is no user named/);
  for (const wrong of [{ user: 2 ** 32 }, { group: 2 ** 32 }, { extraGroups: [2 ** 32] }]) {
    await expect(output(['true'], wrong)).rejects.toThrow(/ids are below 2\^32/);
  }
});

test.runIf(process.getuid?.() === 0)('a child of another user starts where that user may not go', async () => {
  const closed = join(directory, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  writeFileSync(join(closed, 'tool'), '#!/bin/sh\npwd\n', { mode: 0o755 });
  const before = [process.cwd(), realpathSync('.')];
  const nobody = { user: 65_534, cwd: closed };
  expect(await output(['sh', '-c', 'pwd; id -u'], nobody)).toBe(`${closed}\n65534\n`);
  expect([process.cwd(), realpathSync('.')]).toEqual(before);
  // The program is looked up as that user, so that one in there is not found, nor may it be run.
  await expect(output(['./tool'], nobody)).rejects.toMatchObject({ name: 'PermissionError', filename: './tool' });
  const missing = join(closed, 'missing');
  await expect(output(['true'], { ...nobody, cwd: missing })).rejects.toMatchObject({ filename: missing });
  expect(realpathSync('.')).toBe(before[1]);
});

test('children get the soft limit on open files of the shell this process was started from, not Node’s', async () => {
  const program = await bundleProgram('test/programs/print-nofile.ts');
  const shell = `ulimit -Sn 1024; "${process.execPath}" "${program}"; exit`;
  const { stdout } = await promisify(execFile)('bash', ['-c', shell]);
  const [child, own, again] = stdout.trim().split('\n');
  expect(child).toBe('1024');
  expect(Number(own)).toBeGreaterThan(1024);
  expect(again).toBe(own);
});
