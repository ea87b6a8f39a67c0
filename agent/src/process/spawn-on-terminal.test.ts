import { spawn as nodeSpawn } from 'node:child_process';
import { Process, type SpawnRequest } from '@pipescope/protocol/process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownChildren, processFds } from '../../test/fd-table.ts';
import { isAlive } from '../../test/process-state.ts';
import { spawnRequest } from '../../test/request.ts';
import { until } from '../../test/until.ts';
import type { PipeTransport } from './pipe-transport.ts';
import { spawnOverPipes } from './spawn-over-pipes.ts';

let before: string[] = [];
beforeEach(() => {
  before = processFds();
});
afterEach(async () => {
  await until('all descriptors closed', () => processFds().length <= before.length);
  expect(processFds()).toEqual(before);
  expect(ownChildren()).toEqual([]);
});

const TERMINAL = { stdin: 'pty', stdout: 'pty', stderr: 'pty', startNewSession: true } as const;
const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('latin1');

async function start(argv: readonly string[], options: Partial<SpawnRequest> = {}): Promise<Process> {
  const request = spawnRequest(argv, { ...TERMINAL, ...options });
  return new Process(await spawnOverPipes(request), request.limit);
}

function shell(script: string, options: Partial<SpawnRequest> = {}): Promise<Process> {
  return start(['bash', '-c', script], options);
}

/** All that is shown up to and with a mark. */
async function shown(child: Process, mark: string): Promise<string> {
  return text(await child.stdout?.readuntil(Buffer.from(mark)));
}

function type(child: Process, keys: string): void {
  child.stdin?.write(Buffer.from(keys, 'latin1'));
}

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
    const list = 'ls -l /proc/$$/fd | grep -c ptmx; true';
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
    const { createHash } = await import('node:crypto');
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

describe('the end', () => {
  test.each([
    ['one after the other', 1, 60],
    ['six at a time', 6, 120],
  ])('20,480 bytes of a child that ends at once all arrive, %s', async (_, width, runs) => {
    const argument = 'x'.repeat(20_480);
    const lengths: number[] = [];
    const next = async (): Promise<void> => {
      while (lengths.length < runs) {
        const at = lengths.push(0) - 1;
        const child = await start(['/bin/echo', argument]);
        lengths[at] = (await child.communicate())[0]?.length ?? 0;
      }
    };
    await Promise.all(Array.from({ length: width }, next));
    expect(lengths.filter((length) => length !== 20_482)).toEqual([]);
  });

  test.each([3_000, 60_000, 10_000_000])('a reader paused across the exit loses none of %i bytes', async (bytes) => {
    const request = spawnRequest(['bash', '-c', `stty -opost; head -c ${bytes} /dev/zero`], TERMINAL);
    const child = await spawnOverPipes(request);
    let arrived = 0;
    const ended = new Promise<void>((resolve, reject) => {
      child.stdout?.start({ data: (chunk) => (arrived += chunk.length), eof: resolve, error: reject });
    });
    child.stdout?.pause();
    const exited = new Promise<void>((resolve) => child.start({ exited: () => resolve() }));
    if (bytes <= 3_000) await exited;
    else await drainSlowly(child, () => arrived, bytes);
    await exited;
    expect(arrived).toBeLessThan(bytes);
    child.stdout?.resume();
    await ended;
    expect(arrived).toBe(bytes);
  });

  test('a grandchild that outlives its leader and ignores the hangup is heard to its end', async () => {
    const child = await shell("(trap '' HUP; sleep 1; echo late) & sleep 0.1; echo early");
    expect(await child.wait()).toBe(0);
    expect(text(await child.stdout?.read())).toBe('early\r\nlate\r\n');
  });

  test('a program that closes the terminal and opens it again is still heard', async () => {
    const child = await shell('exec <&- >&- 2>&-; sleep 0.2; exec >/dev/tty; echo again');
    expect(text((await child.communicate())[0])).toBe('again\r\n');
  });

  test('the end of the terminal closes stdin, and close() what is left of a terminal others hold', async () => {
    const child = await shell('echo done');
    await child.wait();
    await child.stdout?.read();
    await child.stdin?.waitClosed();
    const left = await shell("(trap '' HUP; exec sleep 1) & sleep 0.1");
    await left.wait();
    left.close();
  });

  test('an idle terminal after the exit costs no time', async () => {
    const request = spawnRequest(['sh', '-c', 'echo unread'], TERMINAL);
    const child = await spawnOverPipes(request);
    child.stdin?.start({ accepted: () => undefined, closed: () => undefined });
    await until('reaped', () => child.returncode !== null);
    const { user, system } = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const used = process.cpuUsage({ user, system });
    expect(used.user + used.system).toBeLessThan(150_000);
    expect(child.unread(1)).toBe('unread\r\n'.length);
    child.close();
  });
});

/** Lets a blocked child write on, in short turns, until it has exited or what is missing fits the kernel. */
async function drainSlowly(child: PipeTransport, arrived: () => number, total: number): Promise<void> {
  while (child.returncode === null && total - arrived() > 4_000) {
    child.stdout?.resume();
    await new Promise((resolve) => setImmediate(resolve));
    child.stdout?.pause();
  }
}
