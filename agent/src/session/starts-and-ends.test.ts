import { decodePayload, EntryKind } from '@pipescope/protocol';
import { describe, expect, it, test } from 'vitest';
import { makeGate, outlivedBy } from '../../test/gate.ts';
import { isAlive } from '../../test/process-state.ts';
import { TestClient } from '../../test/test-client.ts';
import { testHub } from '../../test/test-hub.ts';
import { until } from '../../test/until.ts';
import { withLimits } from '../recording/limits.ts';

const sh = (script: string) => ['sh', '-c', script];

describe('limits of starts', () => {
  it('above the number of running processes a start fails with EAGAIN', async () => {
    const client = new TestClient(testHub({ runsRunning: 2 }));
    await client.spawn(['sleep', '60']);
    await client.spawn(['sleep', '60']);
    await expect(client.spawn(['sleep', '60'])).rejects.toMatchObject({ error: { code: 'EAGAIN' } });
  });

  it('above so many a second starts wait, and fail only when that would be too long', async () => {
    const client = new TestClient(testHub({ spawnsPerSecond: 4, spawnWaitMillis: 500 }));
    const started = performance.now();
    const all = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => client.spawn(['true'], {}, 'follow', `${i}`)),
    );
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(6);
    expect(performance.now() - started).toBeGreaterThan(400);
  });
});

describe('exit and end of file', () => {
  it('are different: another process may hold the output after the exit', async () => {
    const client = new TestClient(testHub());
    const gate = makeGate();
    const run = await client.spawn(sh(outlivedBy(gate)));
    await client.attach(run.run);
    const exit = decodePayload(EntryKind.exit, await client.entry(run.run, EntryKind.exit));
    expect(exit).toMatchObject({ returncode: 0, streamsOpen: ['stdout', 'stderr'] });
    expect(client.bytes(run.run, 1).toString()).toBe('early\n');
    await gate.open();
    await client.entry(run.run, EntryKind.eof, 1);
    expect(client.bytes(run.run, 1).toString()).toBe('early\nlate\n');
  });

  it('a flood by another process does not put off the exit', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(sh('yes & echo $!'));
    await client.attach(run.run);
    expect(decodePayload(EntryKind.exit, await client.entry(run.run, EntryKind.exit)).streamsOpen).toContain('stdout');
    await client.request('signal', { run: run.run, once: 'k', signal: 9, target: 'group' });
    await client.entry(run.run, EntryKind.eof, 1);
  });
});

describe('shutdown', () => {
  it('ends what obeys, then what does not, group and all, and then waits no longer', async () => {
    const agent = testHub({ killMillis: 600_000 });
    const client = new TestClient(agent);
    const polite = await client.spawn(['sleep', '60']);
    const stubborn = await client.spawn(sh('trap "" TERM; sleep 60 & echo $!; wait; sleep 60; sleep 60'));
    await client.attach(polite.run);
    await client.attach(stubborn.run);
    await client.entry(stubborn.run, EntryKind.data);
    await agent.shutdown();
    expect(Array.from(agent.registry.all(), (run) => [run.state, run.exit?.returncode])).toEqual([
      ['exited', -15],
      ['exited', -9],
    ]);
    expect(client.closed?.code).toBe(1001);
    await until('the grandchild is gone', () => !isAlive(Number(client.bytes(stubborn.run, 1).toString())));
  });
});

test('a shutdown may take three seconds at most', () => {
  const { termMillis, killMillis } = withLimits({});
  expect(termMillis + killMillis).toBeLessThan(3_000);
});

describe('what a start asks for', () => {
  it('bytes as base64, changes of the environment, and a working directory', async () => {
    const client = new TestClient(testHub());
    const argv = [
      'sh',
      '-c',
      'printf "%s|$A|$HOME|" "$1"; pwd',
      'sh',
      { base64: Buffer.from([0x61, 0xff]).toString('base64') },
    ];
    const run = await client.spawn(argv as string[], {
      cwd: '/usr',
      envDiff: [
        ['A', 'b'],
        ['HOME', null],
      ],
    });
    await client.attach(run.run);
    await client.entry(run.run, EntryKind.exit);
    expect(client.bytes(run.run, 1).toString('latin1')).toBe('a\xff|b||/usr\n');
    expect(run.envNames).toEqual(['A', 'HOME']);
  });

  it('a tilde is a folder like any other', async () => {
    const client = new TestClient(testHub());
    for (const cwd of ['~', '~/x']) {
      const error = { name: 'FileNotFoundError', code: 'ENOENT', path: cwd };
      await expect(client.spawn(['pwd'], { cwd })).rejects.toMatchObject({ error });
      await expect(client.spawn(['pwd'], { cwd })).rejects.not.toMatchObject({ error: { hint: expect.anything() } });
    }
  });

  it('a NUL byte or an impossible name of a variable is a ValueError', async () => {
    const client = new TestClient(testHub());
    await expect(client.spawn(['a\0b'])).rejects.toMatchObject({ error: { name: 'ValueError' } });
    await expect(client.spawn(['true'], { env: [['a=b', 'c']] })).rejects.toMatchObject({
      error: { name: 'ValueError' },
    });
    await expect(client.spawn(['true'], { stdout: 'stdout' })).rejects.toMatchObject({ error: { name: 'ValueError' } });
  });
});
