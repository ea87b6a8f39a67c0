import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type Entry, EntryKind, StreamId } from '@pipescope/protocol';
import { Client, parsePairingCode, StreamCollector } from '@pipescope/protocol/client';
import { DEVNULL, FileNotFoundError, PIPE } from '@pipescope/protocol/process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { example } from '../../examples/docs-example.ts';
import { type CuttingProxy, type LiveAgent, startCuttingProxy, startLiveAgent } from '../../test/live-agent.ts';
import { connect } from './connect.ts';
import { nodePlatform } from './node-platform.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('utf8');

/** What `seq 1 count` writes. */
function seq(count: number): Buffer {
  return Buffer.from(Array.from({ length: count }, (_, i) => `${i + 1}\n`).join(''));
}

let agent: LiveAgent;
let proxy: CuttingProxy;
let client: Client;

beforeEach(async () => {
  agent = await startLiveAgent();
  proxy = await startCuttingProxy(agent.port);
  client = await connect(`ws://127.0.0.1:${proxy.port}/ws`, agent.key);
});
afterEach(async () => {
  client.close();
  await proxy[Symbol.asyncDispose]();
  await agent[Symbol.asyncDispose]();
});

/** Tries at once whenever the connection is lost, so that a test with many cuts takes no time. */
function hurry(): void {
  client.onStatus(({ nextTryAt }) => {
    if (nextTryAt !== null) setImmediate(() => client.tryNow());
  });
}

describe('the Process API over the wire', () => {
  test('runs the example of the asyncio documentation', async () => {
    expect(await example(client)).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
  });

  test('feeds stdin and gathers both outputs and the returncode', async () => {
    const child = await client.createSubprocessShell('cat; echo problem >&2; exit 3', {
      stdin: PIPE,
      stdout: PIPE,
      stderr: PIPE,
    });
    const input = seq(100_000);
    const [out, err] = await child.communicate(input);
    expect(sha256(out ?? new Uint8Array())).toBe(sha256(input));
    expect(text(err)).toBe('problem\n');
    expect(child.returncode).toBe(3);
  });

  test('rejects with the class and the fields the agent saw', async () => {
    const error = await client.createSubprocessExec('/no/such/program').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FileNotFoundError);
    expect(error).toMatchObject({ code: 'ENOENT', errno: 2, filename: '/no/such/program' });
  });

  test('an error is the same whether people or a script asked, and only for people names the run', async () => {
    const asked = await client.spawn({ argv: ['pyhton3'] }).catch((reason: unknown) => reason);
    const script = await client.createSubprocessExec('pyhton3').catch((reason: unknown) => reason);
    expect({ ...(asked as object) }).toEqual({ ...(script as object) });
    expect(client.failedRunOf(script)).toBeNull();
    const run = client.failedRunOf(asked) ?? '';
    expect(client.runs.get(run)).toMatchObject({ state: 'failed', error: { hint: { kind: 'not-found' } } });
  });

  test('a tilde in the cwd is a name like any other, as in asyncio', async () => {
    const error = await client.createSubprocessExec('true', [], { cwd: '~' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FileNotFoundError);
    expect(error).toMatchObject({ filename: '~' });
  });

  test('a client knows the name under which others see its signals', async () => {
    const { run } = await client.spawn({ argv: ['sleep', '60'] });
    await client.signal(run, 15);
    await client.sync();
    expect(client.session).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(client.runs.get(run)?.signalled).toMatchObject({ signal: 15, by: client.session });
  });

  test('ends a process by a signal and says so', async () => {
    const child = await client.createSubprocessExec('sleep', ['60'], { stdout: DEVNULL });
    child.terminate();
    expect(await child.wait()).toBe(-15);
  });

  test('a child whose output nobody reads is blocked, and goes on when it is read', async () => {
    const child = await client.createSubprocessExec('seq', ['1', '200000'], { stdout: PIPE, limit: 1_000 });
    await client.sync();
    expect(child.returncode).toBeNull();
    expect(sha256((await child.stdout?.read()) ?? new Uint8Array())).toBe(sha256(seq(200_000)));
    expect(await child.wait()).toBe(0);
  });

  test('lines come one by one in order', async () => {
    const child = await client.createSubprocessExec('seq', ['1', '20000'], { stdout: PIPE });
    const lines: string[] = [];
    for await (const line of child.stdout ?? []) lines.push(text(line));
    expect(lines).toEqual(Array.from({ length: 20_000 }, (_, i) => `${i + 1}\n`));
  });
});

describe('a cut of the socket', () => {
  test('during a flood loses nothing, repeats nothing and keeps the order', async () => {
    hurry();
    proxy.cutEvery = 200_000;
    proxy.cut();
    const child = await client.createSubprocessExec('seq', ['1', '200000'], { stdout: PIPE });
    const out = await child.stdout?.read();
    expect(sha256(out ?? new Uint8Array())).toBe(sha256(seq(200_000)));
    expect(await child.wait()).toBe(0);
    expect(proxy.cuts).toBeGreaterThan(5);
  });

  test('while stdin is written types everything once', async () => {
    hurry();
    proxy.cutEvery = 300_000;
    proxy.cut();
    const input = seq(300_000);
    const child = await client.createSubprocessExec('cat', [], { stdin: PIPE, stdout: PIPE });
    const [out] = await child.communicate(input);
    expect(sha256(out ?? new Uint8Array())).toBe(sha256(input));
    expect(proxy.cuts).toBeGreaterThan(5);
  });

  test('does not start a process twice', async () => {
    hurry();
    for (let round = 0; round < 20; round++) {
      const started = client.createSubprocessExec('true');
      void setTimeout(round / 4).then(() => proxy.cut());
      const child = await started;
      expect(await child.wait()).toBe(0);
    }
    const { size } = client.runs;
    await client.sync();
    expect(size).toBe(20);
    expect([...client.runs.values()].map((run) => run.number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test('leaves a viewer with every entry once, whole by count and CRC-32', async () => {
    hurry();
    const { run } = await client.spawn({ argv: ['seq', '1', '200000'], stdout: 'pipe' });
    proxy.cutEvery = 150_000;
    proxy.cut();
    const entries: Entry[] = [];
    const collector = new StreamCollector(StreamId.stdout);
    await new Promise<void>((resolve) => {
      client.attach(run, 0, {
        entries: (some) => {
          entries.push(...some);
          collector.add(some);
          if (some.at(-1)?.kind === EntryKind.exit) resolve();
        },
      });
    });
    const { received } = collector;
    expect(received).toMatchObject({ missing: 0, receivedWhole: true, bytes: seq(200_000).length });
    expect(proxy.cuts).toBeGreaterThan(5);
  });

  test('leaves a watch that goes on', async () => {
    const { run } = await client.spawn({ argv: ['cat'], stdin: 'pipe', stdout: 'pipe' });
    const stdin = client.stdin(run);
    const shown = new Set<string>();
    let wake = () => undefined as void;
    const watch = client.watch(run, 10, (frame) => {
      for (const row of frame.rows) if (row.stream === StreamId.stdout) shown.add(text(row.bytes));
      wake();
    });
    const sees = async (line: string) => {
      while (!shown.has(line)) await new Promise<void>((resolve) => (wake = resolve));
    };
    stdin.write(Buffer.from('before\n'));
    await sees('before');
    proxy.cut();
    stdin.write(Buffer.from('after\n'));
    await sees('after');
    const { rows, counts } = await client.rows(run, 1, 100);
    expect(rows.map((row) => text(row.bytes))).toEqual(['before', 'before', 'after', 'after']);
    expect(counts.streams.stdout).toMatchObject({ bytes: 13, lines: 2, ended: false });
    watch.close();
    stdin.end();
  });
});

test('a viewer that is slow gets frames in parts, and both streams whole', async () => {
  const command = 'for i in $(seq 1 40); do head -c 9000 /dev/zero; head -c 7000 /dev/zero >&2; done';
  const { run } = await client.spawn({ argv: ['/bin/sh', '-c', command], stdout: 'pipe', stderr: 'pipe' });
  const collectors = [new StreamCollector(StreamId.stdout), new StreamCollector(StreamId.stderr)];
  let parts = 0;
  let last = -1;
  await new Promise<void>((resolve) => {
    client.attach(run, 0, {
      entries: async (entries) => {
        for (const collector of collectors) collector.add(entries);
        if (entries[0]?.seq === last) parts++;
        last = entries.at(-1)?.seq ?? -1;
        if (entries.at(-1)?.kind === EntryKind.exit) resolve();
        await setTimeout(300);
      },
    });
  });
  expect(parts).toBeGreaterThan(0);
  expect(collectors.map(({ received }) => received.receivedWhole)).toEqual([true, true]);
});

test('a page pairs by a code, gets a key of its own and comes back with it', async () => {
  const code = parsePairingCode(`#p=${agent.mint()}`);
  if (code === null) throw new Error('no code');
  const origin = `http://127.0.0.1:${agent.port}`;
  const page = await connect(agent.url, code, { origin });
  const key = page.sessionKey;
  page.close();
  if (key === null) throw new Error('no key');
  const again = await connect(agent.url, key, { origin });
  expect(again.role).toBe('owner');
  again.close();
  await expect(connect(agent.url, code, { origin })).rejects.toMatchObject({ refusal: { reason: 'bad-key' } });
});

test('a page whose welcome is lost comes in with the key its code became', async () => {
  const code = parsePairingCode(`#p=${agent.mint()}`);
  if (code === null) throw new Error('no code');
  const origin = `http://127.0.0.1:${proxy.port}`;
  // Enough for the HTTP answer and the challenge, not for the welcome.
  proxy.cutEvery = 500;
  const url = `ws://127.0.0.1:${proxy.port}/ws`;
  const host = `127.0.0.1:${proxy.port}`;
  const page = new Client(nodePlatform({ origin }), { url, origin, host, key: code, kind: 'page' });
  page.onStatus(({ state }) => {
    if (state !== 'offline') return;
    proxy.cutEvery = null;
    page.tryNow();
  });
  const listed = new Promise<void>((resolve) => page.onList(resolve));
  page.start();
  await listed;
  expect(proxy.cuts).toBe(1);
  expect(page.sessionKey?.keyId).toBe(code.keyId);
  page.close();
});
