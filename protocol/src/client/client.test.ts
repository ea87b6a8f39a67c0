import { describe, expect, test } from 'vitest';
import type { SpawnSpecInput } from '../messages/run.ts';
import { type Entry, EntryKind, StreamId } from '../record/entry.ts';
import { Client } from './client.ts';
import { connect } from './connect.ts';
import type { ConnectionStatus } from './connection-status.ts';
import { StreamCollector } from './stream-collector.ts';
import { CODE_SECRET, ModelAgent, RUN } from './testing/model-agent.ts';
import { World } from './testing/world.ts';

const KEY = { type: 'code', keyId: 'CODE0001', secret: CODE_SECRET } as const;
const OPTIONS = { url: 'ws://h/ws', origin: 'http://h', host: 'h', kind: 'page', key: KEY } as const;
const SPEC: SpawnSpecInput = { argv: ['cat'], stdin: 'pipe', stdout: 'pipe' };

function setUp(): { agent: ModelAgent; world: World; client: Client; states: string[] } {
  const agent = new ModelAgent();
  const world = new World((peer) => agent.accept(peer));
  const client = new Client(world.platform, OPTIONS);
  const states: string[] = [];
  client.onStatus(({ state }) => states.at(-1) === state || states.push(state));
  return { agent, world, client, states };
}

const isConnected = (client: Client) => () => client.status.state === 'connected';

/** Everything a client does in one session; resolves with what it has seen. */
async function session(cutAt: number | null) {
  const { agent, world, client } = setUp();
  world.cutAt = cutAt;
  client.start();
  const entries: Entry[] = [];
  const collector = new StreamCollector(StreamId.stdout);
  let finished = false;
  const work = (async () => {
    const info = await client.spawn(SPEC, { consumer: 'script' });
    client.attach(info.run, 0, {
      entries: (some) => {
        entries.push(...some);
        collector.add(some);
      },
    });
    const stdin = client.stdin(info.run);
    for (const text of ['one\n', 'two\n', 'three\n']) stdin.write(Uint8Array.from(text, (c) => c.charCodeAt(0)));
    stdin.end();
    for (let i = 0; i < 7; i++) agent.out(`line ${i}\n`);
    await client.signal(info.run, 15);
    agent.eof();
    agent.exit(-15);
    await client.sync();
    await new Promise<void>((resolve) => {
      stdin.onChange(resolve);
      if (stdin.closed !== null) resolve();
    });
    finished = true;
  })();
  await world.run(() => finished && entries.at(-1)?.kind === EntryKind.exit);
  expect(finished).toBe(true);
  await work;
  client.close();
  return { agent, world, entries, received: collector.received };
}

test('a session without a cut connects, spawns, types, reads and ends', async () => {
  const { agent, entries, received, world } = await session(null);
  expect(agent.stdin.map((byte) => String.fromCharCode(byte)).join('')).toBe('one\ntwo\nthree\n');
  expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 9 }, (_, i) => i));
  expect(received).toMatchObject({ bytes: 49, missing: 0, receivedWhole: true });
  expect(world.opened).toHaveLength(1);
});

test('a cut at any message loses nothing and does nothing twice', async () => {
  const { carried } = (await session(null)).world;
  for (let cutAt = 1; cutAt <= carried; cutAt++) {
    const { agent, entries, received, world } = await session(cutAt);
    const seen = {
      spawned: agent.spawned.size,
      signalled: agent.signalled.size,
      stdin: agent.stdin.map((byte) => String.fromCharCode(byte)).join(''),
      ended: agent.stdinEnded,
      seqs: entries.map((entry) => entry.seq),
      whole: received.receivedWhole,
      timers: world.timers,
    };
    expect({ cutAt, ...seen }).toEqual({
      cutAt,
      spawned: 1,
      signalled: 1,
      stdin: 'one\ntwo\nthree\n',
      ended: true,
      seqs: Array.from({ length: 9 }, (_, i) => i),
      whole: true,
      timers: 0,
    });
  }
});

describe('the state', () => {
  test('goes from connecting to connected, reconnecting, offline and back', async () => {
    const { world, client, states } = setUp();
    client.start();
    await world.run(isConnected(client));
    world.reachable = false;
    world.cut();
    await world.run(() => client.status.state === 'reconnecting');
    expect(client.status.nextTryAt).not.toBeNull();
    await world.run(() => client.status.state === 'offline');
    world.reachable = true;
    client.tryNow();
    await world.run(isConnected(client));
    expect(states).toEqual(['connecting', 'connected', 'reconnecting', 'offline', 'connected']);
    expect(client.status.nextTryAt).toBeNull();
  });

  test('offline keeps what may be sent twice until it is back, once; other requests fail at once', async () => {
    const { agent, world, client } = setUp();
    client.start();
    await world.run(isConnected(client));
    world.reachable = false;
    world.cut();
    await world.run(() => client.status.state === 'offline');
    const settled: string[] = [];
    void client.signal(RUN, 9).then(() => settled.push('signal'));
    void client.closeRun(RUN).then(() => settled.push('close'));
    client.mint().catch(() => settled.push('no mint'));
    await world.run(() => settled.length > 0);
    expect(settled).toEqual(['no mint']);
    world.reachable = true;
    await world.run(() => settled.length === 3);
    expect(settled).toEqual(['no mint', 'signal', 'close']);
    expect(agent.signalled.size).toBe(1);
  });

  test('is offline at once when no agent answers, and goes on trying at most once in 2 s', async () => {
    const { world, client } = setUp();
    world.reachable = false;
    client.start();
    await world.run(() => client.status.state === 'offline');
    await world.run(() => false, 60_000);
    expect(world.opened.length).toBeGreaterThan(15);
    expect(world.opened.length).toBeLessThanOrEqual(30);
  });

  test('measures latency and notices a silent agent', async () => {
    const { world, client } = setUp();
    client.start();
    await world.run(() => client.status.latencyMs !== null);
    expect(client.status.latencyMs).toBe(0);
    world.frozen = true;
    await world.run(() => client.status.state === 'reconnecting', 25_000);
    expect(client.status.state).toBe('reconnecting');
    world.frozen = false;
    await world.run(isConnected(client));
    client.close();
    expect(client.status.state).toBe('closed');
    expect(world.timers).toBe(0);
  });

  test('is known within 6 s when the agent falls silent, whenever that is', async () => {
    for (const after of [1, 700, 1_499, 2_000]) {
      const { world, client } = setUp();
      client.start();
      await world.run(isConnected(client));
      await world.run(() => false, after);
      world.frozen = true;
      const cutAt = world.clock.now();
      await world.run(() => client.status.state === 'reconnecting', 25_000);
      expect(world.clock.now() - cutAt).toBeLessThan(6_000);
      client.close();
    }
  });

  test('stays connected when it is asked for and the agent answers', async () => {
    const { world, client, states } = setUp();
    client.start();
    await world.run(isConnected(client));
    client.checkNow();
    await world.run(() => false, 20_000);
    expect(states).toEqual(['connecting', 'connected']);
  });

  test('is known within 2 s when it is asked for and nobody answers, and tried anew at once when asked again', async () => {
    const { world, client } = setUp();
    client.start();
    await world.run(isConnected(client));
    await world.run(() => false, 700);
    world.frozen = true;
    client.checkNow();
    const cutAt = world.clock.now();
    await world.run(() => client.status.state === 'reconnecting', 25_000);
    expect(world.clock.now() - cutAt).toBeLessThanOrEqual(2_000);
    const tries = world.opened.length;
    // An attempt that hangs: its socket opens and nothing is heard.
    await world.run(() => world.opened.length > tries);
    world.frozen = false;
    const askedAt = world.clock.now();
    client.checkNow();
    await world.run(isConnected(client));
    expect(world.clock.now() - askedAt).toBeLessThan(100);
    client.close();
    expect(world.timers).toBe(0);
  });

  test('is refused when another agent answers, keeps the runs, and tries no more', async () => {
    const { agent, world, client } = setUp();
    client.start();
    await world.run(isConnected(client));
    let ended = false;
    void client.spawn(SPEC).then(() => (ended = true));
    await world.run(() => ended);
    agent.restart();
    world.cut();
    await world.run(() => client.status.state === 'refused');
    expect(client.status.refusal?.reason).toBe('agent-restarted');
    expect([...client.runs.keys()]).toEqual([RUN]);
    const tries = world.opened.length;
    await world.run(() => false, 60_000);
    expect(world.opened).toHaveLength(tries);
    await expect(client.sync()).rejects.toThrow('There is no connection');
  });

  test('is refused for a code that is not known', async () => {
    const { agent, world } = setUp();
    agent.redeem(KEY.keyId, new Uint8Array(32));
    const result = connect(world.platform, OPTIONS).catch((error: unknown) => error);
    let settled = false;
    void result.then(() => (settled = true));
    await world.run(() => settled);
    expect(await result).toMatchObject({ name: 'RefusedError', refusal: { reason: 'bad-key', closeCode: 4401 } });
    expect(world.timers).toBe(0);
  });

  test('is refused, and nothing but the proof is sent, when the agent does not know the key', async () => {
    const { agent, world, client } = setUp();
    const status: ConnectionStatus[] = [];
    client.onStatus((next) => status.push(next));
    agent.secretOf = () => new Uint8Array(16);
    const impostor = new World((peer) => {
      peer.receive = (message) => {
        const { op } = JSON.parse(String(message)) as { op: string };
        if (op === 'hello') {
          peer.send(JSON.stringify({ op: 'challenge', v: 1, agentId: 'agent-1', sn: 'S'.repeat(22) }));
        } else {
          sent.push(op);
          const info = { version: '0', host: 'h', pid: 1, root: false, home: '/', cwd: '/', startedAt: 0 };
          const rest = { role: 'owner', session: 's', keyId: 'CODE0001', agent: info, limits: {}, capabilities: [] };
          peer.send(JSON.stringify({ op: 'welcome', mac: 'A'.repeat(43), ...rest }));
        }
      };
    });
    const sent: string[] = [];
    const other = new Client(impostor.platform, OPTIONS);
    other.start();
    await impostor.run(() => other.status.state === 'refused');
    expect(other.status.refusal?.reason).toBe('impostor');
    expect(sent).toEqual(['auth']);
    client.close();
    await world.run(() => true);
  });
});
