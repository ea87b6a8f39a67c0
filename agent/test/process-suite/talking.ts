import { setTimeout as sleep } from 'node:timers/promises';
import { PIPE, STDOUT } from '@pipescope/protocol/process';
import { expect, test } from 'vitest';
import { type Api, CAT, MARK_BOTH, present, start, text } from './programs.ts';

/** Children that answer, and what is still to be read when they are gone. */
export function testTalking(api: Api): void {
  test('T28 reads 256 KiB slowly while and after the process exits, nothing lost', async () => {
    const child = await api().createSubprocessShell('head -c 262144 /dev/zero; exit 1', { stdout: PIPE });
    const stdout = present(child.stdout);
    let size = 0;
    for (;;) {
      const block = await stdout.read(65_536);
      if (block.length === 0) break;
      size += block.length;
      await sleep(30);
    }
    expect(size).toBe(262_144);
    expect(await child.wait()).toBe(1);
  });

  test('T119 echoes what it is sent, and is killed when it is closed', async () => {
    const child = await start(api, CAT, { stdin: PIPE, stdout: PIPE });
    const sent = 'Python The Winner';
    child.stdin?.write(Buffer.from(sent));
    expect(text(await child.stdout?.readexactly(sent.length))).toBe(sent);
    child.close();
    expect(await child.wait()).toBe(-9);
  });

  test('T120 answers twice in one conversation', async () => {
    const child = await start(api, CAT, { stdin: PIPE, stdout: PIPE });
    for (const sent of ['Python ', 'The Winner']) {
      child.stdin?.write(Buffer.from(sent));
      expect(text(await child.stdout?.read(100))).toBe(sent);
    }
    child.close();
    expect(await child.wait()).toBe(-9);
  });

  test('T127 keeps stdout and stderr apart', async () => {
    const child = await start(api, MARK_BOTH, { stdin: PIPE, stdout: PIPE, stderr: PIPE });
    child.stdin?.write(Buffer.from('test'));
    expect(text(await child.stdout?.read())).toBe('OUT:test');
    expect(text(await child.stderr?.read())).toBe('ERR:test');
    expect(await child.wait()).toBe(0);
  });

  test('T128 has stderr in stdout, in the order of the writes, with STDOUT', async () => {
    const child = await start(api, MARK_BOTH, { stdin: PIPE, stdout: PIPE, stderr: STDOUT });
    expect(child.stderr).toBeNull();
    child.stdin?.write(Buffer.from('test'));
    expect(text(await child.stdout?.read())).toBe('OUT:testERR:test');
    expect(await child.wait()).toBe(0);
  });
}
