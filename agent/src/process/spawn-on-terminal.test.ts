import { spawn as nodeSpawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundleProgram } from '../../test/bundle-program.ts';
import { ownChildren, processFds } from '../../test/fd-table.ts';
import { isAlive } from '../../test/process-state.ts';
import { shell, shown, start, text, type } from '../../test/terminal-child.ts';
import { until } from '../../test/until.ts';

let before: string[] = [];
beforeEach(() => {
  before = processFds();
});
afterEach(async () => {
  await until('all descriptors closed', () => processFds().length <= before.length);
  expect(processFds()).toEqual(before);
  expect(ownChildren()).toEqual([]);
});

describe('which streams are the terminal', () => {
  const ask = 'for fd in 0 1 2; do test -t $fd && echo -n $fd; done';

  test('all three: one stream carries what both outputs write', async () => {
    const child = await shell(`${ask}; echo error >&2`);
    expect(child.stderr).toBe(null);
    expect((await child.communicate()).map(text)).toEqual(['012error\r\n', '']);
  });

  test('stdin and stdout, with stderr a pipe', async () => {
    const child = await shell(`${ask}; echo error >&2`, { stderr: 'pipe' });
    expect((await child.communicate()).map(text)).toEqual(['01', 'error\n']);
  });

  test('stdout alone, with stdin a pipe whose end is an end', async () => {
    const child = await shell(`${ask}; cat`, { stdin: 'pipe', stderr: 'devnull' });
    expect((await child.communicate(Buffer.from('piped\n'))).map(text)).toEqual(['1piped\r\n', '']);
  });

  test('stderr alone: then that carries it', async () => {
    const child = await shell(`${ask}; echo prompt >/dev/tty`, { stdin: 'devnull', stdout: 'pipe' });
    expect((await child.communicate()).map(text)).toEqual(['2', 'prompt\r\n']);
  });

  test('stdout with stderr merged into it', async () => {
    const child = await shell(`${ask}; echo error >&2`, { stdin: 'devnull', stderr: 'stdout' });
    expect((await child.communicate()).map(text)).toEqual(['12error\r\n', '']);
  });

  test('stdin alone: what it shows is read and not kept, so the child is not held up', async () => {
    const child = await shell(`${ask}; head -c 100000 /dev/zero >/dev/tty; cat; echo end`, {
      stdout: 'pipe',
      stderr: 'pipe',
    });
    expect((await child.communicate(Buffer.from('typed\n'))).map(text)).toEqual(['0typed\nend\n', '']);
  });
});

describe('the session', () => {
  test('the child leads a session whose terminal this is, in the foreground, with nothing else open', async () => {
    const child = await shell('tty; cut -d" " -f 5-8 /proc/$$/stat; ls -1 /proc/$$/fd; stty size; echo $TERM', {
      columns: 100,
      rows: 40,
      env: [['TERM', 'xterm-256color']],
    });
    const lines = text((await child.communicate())[0]).split('\r\n');
    const [tty, ids, ...rest] = lines;
    const minor = Number(tty?.replace('/dev/pts/', ''));
    expect(ids).toBe(`${child.pid} ${child.pid} ${(136 << 8) | minor} ${child.pid}`);
    expect(rest).toEqual(['0', '1', '2', '40 100', 'xterm-256color', '']);
  });

  test('the master is in no other child: of a terminal, of pipes, with closeFds: false, of node:child_process', async () => {
    const holder = await start(['sleep', '60']);
    // dash opens a pipe of its own for the pipeline: ls may find it gone.
    const list = 'ls -l /proc/$$/fd 2>/dev/null | grep -c ptmx; true';
    const others = [
      await shell(list),
      await shell(list, { stdin: 'devnull', stdout: 'pipe', closeFds: false }),
      await shell(list, { closeFds: false }),
    ];
    for (const other of others) expect(text((await other.communicate())[0]).trim()).toBe('0');
    const node = nodeSpawn('sh', ['-c', list]);
    const seen = new Promise((resolve) => node.stdout.on('data', (bytes: Buffer) => resolve(bytes.toString())));
    expect(await seen).toBe('0\n');
    await new Promise((resolve) => node.once('close', resolve));
    holder.close();
    expect(await holder.wait()).toBe(-9);
  });

  test('it hangs up when the master closes: the foreground group gets SIGHUP', async () => {
    const child = await shell('sleep 61 & echo $!; sleep 62');
    const pid = Number(await shown(child, '\n'));
    expect(isAlive(pid)).toBe(true);
    child.close();
    expect(await child.wait()).toBe(-9);
    await until('the grandchild hung up', () => !isAlive(pid));
  });

  test('it hangs up when this process dies, however it does', async () => {
    const program = await bundleProgram('test/programs/die-with-terminal.ts');
    const directory = mkdtempSync(join(tmpdir(), 'pipescope-hangup-'));
    const file = join(directory, 'said');
    const host = nodeSpawn(process.execPath, [program, file], { stdio: 'ignore' });
    expect(await new Promise((resolve) => host.once('exit', (_, signal) => resolve(signal)))).toBe('SIGKILL');
    await until('the shell hung up', () => existsSync(file) && readFileSync(file, 'latin1') === 'hung up\n');
    rmSync(directory, { recursive: true });
  });

  test.runIf(process.getuid?.() === 0)('another user can open its own terminal', async () => {
    const child = await shell('id -u; tty', { user: 'nobody', group: 65_534 });
    expect(text((await child.communicate())[0])).toMatch(/^65534\r\n\/dev\/pts\/\d+\r\n$/);
  });

  test('a program that is not there is an error as with pipes, and nothing is left open', async () => {
    await expect(start(['no-such-program'])).rejects.toMatchObject({ code: 'ENOENT', filename: 'no-such-program' });
    await expect(start(['true'], { passFds: [9999] })).rejects.toMatchObject({ code: 'EBADF' });
    await expect(start(['true'], { user: 'no such user' })).rejects.toThrow(/there is no user named/);
  });
});

describe('size', () => {
  test('the child hears of a new size and sees it', async () => {
    const child = await shell('trap "stty size; exit" WINCH; stty size; while :; do read -t 60; done', {
      stdin: 'pty',
    });
    expect(await shown(child, '\n')).toBe('24 80\r\n');
    child.resize(132, 43);
    expect(await shown(child, '\n')).toBe('43 132\r\n');
    expect(await child.wait()).toBe(0);
    await child.stdout?.read();
    child.resize(80, 24);
  });

  test('a child of pipes has none', async () => {
    const child = await shell('true', { stdin: 'pipe', stdout: 'pipe', stderr: 'pipe' });
    expect(() => child.resize(80, 24)).toThrow(expect.objectContaining({ code: 'ENOTTY' }));
    await child.communicate();
  });
});

describe('keys', () => {
  test('are echoed, and lines reach the child as lines', async () => {
    const child = await shell('read -r line; echo "<$line>"');
    type(child, 'typed\r');
    expect(text((await child.communicate())[0])).toBe('typed\r\n<typed>\r\n');
  });

  test('are not echoed when the child says so', async () => {
    const child = await shell('stty -echo; echo ready; read -r line; echo "${#line}"');
    await shown(child, 'ready\r\n');
    type(child, 'secret\n');
    expect(text((await child.communicate())[0])).toBe('6\r\n');
  });

  test('^C interrupts, ^\\ quits with a core', async () => {
    for (const [key, returncode] of [
      ['\x03', -2],
      ['\x1c', -3],
    ] as const) {
      const child = await start(['sh', '-c', 'echo ready; exec sleep 60']);
      await shown(child, 'ready\r\n');
      type(child, key);
      expect(await child.wait()).toBe(returncode);
      await child.stdout?.read();
    }
  });

  test('^D is the end of input, also within a line; the terminal stays open', async () => {
    const child = await shell('cat; echo first; cat; echo second');
    child.stdin?.writeEof();
    await shown(child, 'first\r\n');
    type(child, 'abc');
    child.stdin?.writeEof();
    expect(await shown(child, 'second\r\n')).toContain('abcabc');
    expect(await child.wait()).toBe(0);
  });

  test('a closed stdin says nothing to the child, which goes on', async () => {
    const child = await shell('read -t 0.2; echo $?');
    child.stdin?.close();
    await child.stdin?.waitClosed();
    // What `read` answers when its time is over; 1 would be the end of input.
    expect(text((await child.communicate())[0])).toBe('142\r\n');
  });

  test('as many as the child reads slowly arrive whole and in order', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `${i}\n`).join('');
    const child = await shell('stty -echo; echo ready; sha256sum');
    await shown(child, 'ready\r\n');
    const [out] = await child.communicate(Buffer.from(lines));
    expect(text(out)).toBe(`${createHash('sha256').update(lines).digest('hex')}  -\r\n`);
  });

  test('that nobody reads are given up when the child is gone', async () => {
    const child = await start(['sh', '-c', 'stty -echo raw; echo ready; exec sleep 0.2']);
    await shown(child, 'ready');
    child.stdin?.write(Buffer.alloc(1_000_000, 0x61));
    await expect(child.stdin?.drain()).rejects.toMatchObject({ name: 'BrokenPipeError' });
    expect(await child.wait()).toBe(0);
    await child.stdout?.read();
  });
});
