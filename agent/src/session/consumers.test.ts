import type { RunInfo } from '@pipescope/protocol';
import { decodePayload, EntryKind } from '@pipescope/protocol';
import { describe, expect, it } from 'vitest';
import { blockedInWrite } from '../../test/process-state.ts';
import { TestClient } from '../../test/test-client.ts';
import { testHub } from '../../test/test-hub.ts';
import { until } from '../../test/until.ts';

const LIMIT = 65_536;
const PIPE = 65_536;

const flows = (client: TestClient, run: RunInfo) =>
  client.entries(run.run, EntryKind.flow).map((entry) => decodePayload(EntryKind.flow, entry).paused);
const exitOf = async (client: TestClient, run: RunInfo) =>
  decodePayload(EntryKind.exit, await client.entry(run.run, EntryKind.exit));
const arrived = (client: TestClient, run: RunInfo) => client.bytes(run.run, 1).length;

/** The first position beyond twice the limit at which a read ended: where asyncio stops. */
function stopsAt(client: TestClient, run: RunInfo): number {
  const ends = client.entries(run.run, EntryKind.data).map((entry) => entry.offset + entry.payload.length);
  return ends.find((end) => end > 2 * LIMIT) ?? -1;
}

describe('a paused consumer', () => {
  it('stops at the first read beyond twice the limit; then the pipe fills and the child blocks', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(['cat', '/dev/zero'], {}, 'paused');
    await client.attach(run.run);
    await client.entry(run.run, EntryKind.flow);
    await until('the child blocks in write', () => blockedInWrite(run.pid));
    expect(arrived(client, run)).toBe(stopsAt(client, run));
    await client.request('signal', { run: run.run, once: 'k', signal: 9, target: 'process' });
    expect(await exitOf(client, run)).toMatchObject({
      returncode: -9,
      unread: { stdout: PIPE, stderr: 0 },
      streamsOpen: ['stdout'],
    });
    expect(arrived(client, run)).toBe(stopsAt(client, run));
    expect(flows(client, run)).toEqual([true]);
  });

  it('set to follow, takes all that waited and all that comes', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(['head', '-c', '1000000', '/dev/zero'], {}, 'paused');
    await client.attach(run.run);
    await client.entry(run.run, EntryKind.flow);
    await until('the child blocks in write', () => blockedInWrite(run.pid));
    await client.request('consumer', { run: run.run, consumer: 'follow' });
    expect(await exitOf(client, run)).toMatchObject({ returncode: 0, unread: { stdout: 0, stderr: 0 } });
    expect(arrived(client, run)).toBe(1_000_000);
    expect(flows(client, run)).toEqual([true, false]);
    const named = client.entries(run.run, EntryKind.consumer).map((e) => decodePayload(EntryKind.consumer, e).consumer);
    expect(named).toEqual(['follow', 'follow']);
  });
});

describe('a script as consumer', () => {
  it('gets every byte with its own pace deciding, exactly once', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(['seq', '1', '300000'], {}, 'script');
    await client.attach(run.run);
    let taken = 0;
    while (client.entries(run.run, EntryKind.eof).every((entry) => entry.stream !== 1)) {
      await client.until(() => arrived(client, run) > taken || client.entries(run.run, EntryKind.eof).length === 2);
      taken = arrived(client, run);
      client.tell({ op: 'taken', run: run.run, stream: 'stdout', taken, want: false });
    }
    const lines = client.bytes(run.run, 1).toString().trimEnd().split('\n');
    expect(lines).toHaveLength(300_000);
    expect(lines.every((line, i) => line === String(i + 1))).toBe(true);
    expect(await exitOf(client, run)).toMatchObject({ returncode: 0 });
  });

  it('pauses beyond twice the limit, goes on at the limit, and also when a read waits', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(['cat', '/dev/zero'], {}, 'script');
    await client.attach(run.run);
    await client.entry(run.run, EntryKind.flow);
    await until('the child blocks in write', () => blockedInWrite(run.pid));
    const at = arrived(client, run);
    expect(at).toBe(stopsAt(client, run));
    const take = (taken: number, want: boolean) =>
      client.tell({ op: 'taken', run: run.run, stream: 'stdout', taken, want });
    take(at - LIMIT - 1, false);
    await client.request('sync', {});
    expect(flows(client, run)).toEqual([true]);
    take(at - LIMIT, false);
    await client.until(() => flows(client, run).length === 3);
    await until('the child blocks in write', () => blockedInWrite(run.pid));
    const next = arrived(client, run);
    expect(next).toBeGreaterThan(at);
    take(at - LIMIT, true);
    await client.until(() => flows(client, run).length === 5);
    expect(flows(client, run)).toEqual([true, false, true, false, true]);
    expect(arrived(client, run)).toBeGreaterThan(next);
  });

  it('does not obey another client', async () => {
    const agent = testHub();
    const client = new TestClient(agent);
    const run = await client.spawn(['cat', '/dev/zero'], {}, 'script');
    await client.attach(run.run);
    await client.entry(run.run, EntryKind.flow);
    const other = new TestClient(agent, { session: 'other' });
    other.tell({ op: 'taken', run: run.run, stream: 'stdout', taken: 1e9, want: true });
    await other.request('sync', {});
    expect(flows(client, run)).toEqual([true]);
  });

  it('that stays away loses its lease: the stream is paused, and anyone may follow it', async () => {
    const agent = testHub({ leaseMillis: 30 });
    const client = new TestClient(agent, { session: 'script' });
    const run = await client.spawn(['head', '-c', '1000000', '/dev/zero'], {}, 'script');
    const other = new TestClient(agent, { session: 'other' });
    await other.attach(run.run);
    client.session.detach(client);
    const lost = decodePayload(EntryKind.consumer, await other.entry(run.run, EntryKind.consumer, 1));
    expect(lost).toEqual({ consumer: 'paused' });
    await other.request('consumer', { run: run.run, consumer: 'follow' });
    await exitOf(other, run);
    expect(arrived(other, run)).toBe(1_000_000);
  });

  it('that comes back in time goes on where it was', async () => {
    const agent = testHub();
    const client = new TestClient(agent, { session: 'script' });
    const run = await client.spawn(['cat'], { stdin: 'pipe' }, 'script');
    await client.attach(run.run);
    client.stdin(run.run, 0, 'one\n');
    await client.entry(run.run, EntryKind.data, 1);
    client.session.detach(client);
    const back = new TestClient(agent, { session: 'script' });
    await back.attach(run.run, client.received.get(run.run)?.nextSeq ?? 0);
    back.stdin(run.run, 4, 'two\n');
    await back.request('stdinEof', { run: run.run, offset: 8 });
    await exitOf(back, run);
    expect(client.bytes(run.run, 1).toString() + back.bytes(run.run, 1).toString()).toBe('one\ntwo\n');
    const { runs } = (await back.request('list', {})) as { runs: RunInfo[] };
    expect(runs[0]?.consumers.stdout).toBe('script');
  });

  it('that is told of its lease again after a cut does not take it a second time', async () => {
    const agent = testHub();
    const client = new TestClient(agent, { session: 'script' });
    const run = await client.spawn(['sleep', '60'], {}, 'paused');
    const lease = { run: run.run, once: 'lease once' };
    const first = await client.request('lease', lease);
    const other = new TestClient(agent, { session: 'other' });
    await other.request('consumer', { run: run.run, consumer: 'follow', once: 'follow once' });
    expect(await client.request('lease', lease)).toEqual(first);
    const { runs } = (await other.request('list', {})) as { runs: RunInfo[] };
    expect(runs[0]?.consumers.stdout).toBe('follow');
    await client.request('consumer', { run: run.run, consumer: 'step' });
    await other.request('consumer', { run: run.run, consumer: 'follow', once: 'follow once' });
    const after = (await other.request('list', {})) as { runs: RunInfo[] };
    expect(after.runs[0]?.consumers.stdout).toBe('step');
  });

  it('loses nothing when its client has other attachments that are further on', async () => {
    const agent = testHub({ memoryPerRun: 600_000, scriptBacklog: 300_000 });
    const client = new TestClient(agent);
    const run = await client.spawn(['head', '-c', '3000000', '/dev/zero'], { limit: 2 ** 40 }, 'script');
    const { record } = agent.registry.get(run.run);
    const own = await client.attach(run.run, 0, 1_000);
    const others: number[] = [];
    for (let round = 0; round < 4; round++) {
      await until('it is held', () => record.bytesFrom(0) > 300_000 && blockedInWrite(run.pid));
      // At the end of what there is: it lacks nothing, and the script nearly all.
      const end = { run: run.run, from: Number.MAX_SAFE_INTEGER, credit: 0 };
      others.push(((await client.request('attach', end)) as { attachment: number }).attachment);
      await client.request('sync', {});
    }
    for (const attachment of others) await client.request('detach', { attachment });
    client.tell({ op: 'credit', attachment: own, bytes: Number.MAX_SAFE_INTEGER });
    await exitOf(client, run);
    expect(arrived(client, run)).toBe(3_000_000);
    expect(client.entries(run.run, EntryKind.gap)).toEqual([]);
  });

  it('loses nothing either when such a client is cut off: what it was not sent waits for it', async () => {
    const agent = testHub({ memoryPerRun: 600_000, scriptBacklog: 300_000 });
    const client = new TestClient(agent, { session: 'script' });
    const run = await client.spawn(['head', '-c', '3000000', '/dev/zero'], { limit: 2 ** 40 }, 'script');
    const { record } = agent.registry.get(run.run);
    await client.attach(run.run, 0, 1_000);
    await until('it is held', () => record.bytesFrom(0) > 300_000 && blockedInWrite(run.pid));
    await client.request('attach', { run: run.run, from: Number.MAX_SAFE_INTEGER, credit: 0 });
    client.session.detach(client);
    const back = new TestClient(agent, { session: 'script' });
    await back.request('sync', {});
    await back.attach(run.run);
    await exitOf(back, run);
    expect(arrived(back, run)).toBe(3_000_000);
    expect(back.entries(run.run, EntryKind.gap)).toEqual([]);
  });

  it('goes on when the attachment of its client that was behind is closed', async () => {
    const agent = testHub({ memoryPerRun: 600_000, scriptBacklog: 300_000 });
    const client = new TestClient(agent);
    const run = await client.spawn(['head', '-c', '3000000', '/dev/zero'], { limit: 2 ** 40 }, 'script');
    const { record } = agent.registry.get(run.run);
    const none = { run: run.run, from: 0, credit: 0 };
    const behind = (await client.request('attach', none)) as { attachment: number };
    await client.attach(run.run);
    await until('it is held', () => record.bytesFrom(0) > 300_000 && blockedInWrite(run.pid));
    await client.request('detach', behind);
    expect(await exitOf(client, run)).toMatchObject({ returncode: 0 });
  });

  it('that takes over a run that was held is held in its turn', async () => {
    const agent = testHub({ memoryPerRun: 600_000, scriptBacklog: 300_000 });
    const client = new TestClient(agent, { session: 'one' });
    const run = await client.spawn(['head', '-c', '3000000', '/dev/zero'], { limit: 2 ** 40 }, 'script');
    const { record } = agent.registry.get(run.run);
    await until('it is held', () => record.bytesFrom(0) > 300_000 && blockedInWrite(run.pid));
    const held = record.endSeq;
    const heir = new TestClient(agent, { session: 'two' });
    await heir.request('lease', { run: run.run });
    await until('it is held again', () => record.endSeq > held + 2 && blockedInWrite(run.pid));
    await heir.attach(run.run);
    await exitOf(heir, run);
    const holds = heir.entries(run.run, EntryKind.flow).filter((entry) => {
      const { reason, paused } = decodePayload(EntryKind.flow, entry);
      return entry.stream === 1 && reason === 'hold' && paused;
    });
    expect(holds.length).toBeGreaterThan(1);
    expect(arrived(heir, run)).toBe(3_000_000);
    expect(heir.entries(run.run, EntryKind.gap)).toEqual([]);
  });

  it('with a limit larger than memory is not sent holes: its run waits until it has been sent what there is', async () => {
    const client = new TestClient(testHub({ memoryPerRun: 600_000, scriptBacklog: 300_000 }));
    const run = await client.spawn(['head', '-c', '5000000', '/dev/zero'], { limit: 2 ** 40 }, 'script');
    await until('the child blocks in write', () => blockedInWrite(run.pid));
    const attachment = await client.attach(run.run, 0, 100_000);
    await client.entry(run.run, EntryKind.data);
    await until('the child blocks in write', () => blockedInWrite(run.pid));
    client.tell({ op: 'credit', attachment, bytes: Number.MAX_SAFE_INTEGER });
    await exitOf(client, run);
    expect(arrived(client, run)).toBe(5_000_000);
    expect(client.entries(run.run, EntryKind.gap)).toEqual([]);
  });
});
