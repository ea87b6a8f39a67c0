import type { RunInfo, StepHow } from '@pipescope/protocol';
import { decodePayload, EntryKind } from '@pipescope/protocol';
import { describe, expect, it } from 'vitest';
import { blockedInWrite } from '../../test/process-state.ts';
import { TestClient } from '../../test/test-client.ts';
import { testHub } from '../../test/test-hub.ts';
import { until } from '../../test/until.ts';

const LINE: StepHow = { read: 'readline' };

const arrived = (client: TestClient, run: RunInfo) => client.bytes(run.run, 1).length;
const step = (client: TestClient, { run }: RunInfo, how: StepHow) =>
  client.request('step', { run, stream: 'stdout', how });
/** Pauses and resumptions in words, in order. */
const flows = (client: TestClient, { run }: RunInfo) =>
  client.entries(run, EntryKind.flow).map((entry) => {
    const { paused, reason } = decodePayload(EntryKind.flow, entry);
    return `${reason} ${paused ? 'stops' : 'goes on'}`;
  });

/** Starts a shell command whose output nobody reads and of which nothing is taken from the kernel. */
async function raw(client: TestClient, script: string, more: { limit?: number } = {}): Promise<RunInfo> {
  const run = await client.spawn(
    ['sh', '-c', script],
    { stdout: 'pipe', stderr: 'devnull', ...more },
    'paused',
    undefined,
    0,
  );
  await client.attach(run.run);
  return run;
}

describe('a paused stream without reading ahead', () => {
  it('takes nothing from the kernel: the child blocks when the pipe is full', async () => {
    const client = new TestClient(testHub());
    const run = await raw(client, 'exec head -c 1000000 /dev/zero');
    await until('the child blocks in write', () => blockedInWrite(run.pid));
    await client.request('signal', { run: run.run, once: 'k', signal: 9, target: 'process' });
    const exit = decodePayload(EntryKind.exit, await client.entry(run.run, EntryKind.exit));
    expect(exit).toMatchObject({ returncode: -9, unread: { stdout: 65_536 }, streamsOpen: ['stdout'] });
    expect(arrived(client, run)).toBe(0);
    expect(flows(client, run)).toEqual(['consumer stops']);
  });

  it('goes on under another consumer, and can be stopped again', async () => {
    const client = new TestClient(testHub());
    const run = await raw(client, 'exec cat /dev/zero');
    await until('the child blocks in write', () => blockedInWrite(run.pid));
    await client.request('consumer', { run: run.run, consumer: 'paused', readAhead: undefined, stream: undefined });
    await client.until(() => arrived(client, run) > 2 * 65_536);
    await client.request('consumer', { run: run.run, consumer: 'follow', readAhead: undefined, stream: undefined });
    await client.until(() => arrived(client, run) > 1_000_000);
    await client.request('consumer', { run: run.run, consumer: 'paused', readAhead: 0, stream: undefined });
    await client.request('sync', {});
    const stopped = arrived(client, run);
    await until('the child blocks in write', () => blockedInWrite(run.pid));
    await client.request('sync', {});
    expect(arrived(client, run)).toBe(stopped);
    await client.request('close', { run: run.run });
  });
});

describe('a step', () => {
  it('takes a line, some bytes, or all up to a separator; only what waits asks the kernel', async () => {
    const client = new TestClient(testHub());
    const run = await raw(client, "printf 'one\\ntwo\\nthree; four'; exec sleep 60");
    expect(await step(client, run, LINE)).toEqual({ bytes: 4, taken: 4 });
    expect(await step(client, run, LINE)).toEqual({ bytes: 4, taken: 8 });
    expect(await step(client, run, { read: 'read', count: 2 })).toEqual({ bytes: 2, taken: 10 });
    expect(await step(client, run, { read: 'readuntil', separator: ';' })).toEqual({ bytes: 4, taken: 14 });
    await client.request('sync', {});
    expect(flows(client, run)).toEqual([
      'consumer stops',
      'step stops',
      'consumer goes on',
      'step goes on',
      'step stops',
    ]);
    const consumers = client.entries(run.run, EntryKind.consumer).map((e) => decodePayload(EntryKind.consumer, e));
    expect(consumers).toEqual([{ consumer: 'step', by: client.session.id }]);
    await client.request('close', { run: run.run });
  });

  it('goes on with what had arrived before, and sees the end', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(['printf', 'a\nb\nrest'], {}, 'paused');
    await client.attach(run.run);
    await client.entry(run.run, EntryKind.eof, 1);
    expect(await step(client, run, LINE)).toEqual({ bytes: 2, taken: 2 });
    expect(await step(client, run, { read: 'readexactly', count: 3 })).toEqual({ bytes: 3, taken: 5 });
    await expect(step(client, run, { read: 'readexactly', count: 9 })).rejects.toMatchObject({
      error: { name: 'IncompleteReadError', message: '3 bytes read on a total of 9 expected bytes' },
    });
    expect(await step(client, run, LINE)).toEqual({ bytes: 0, taken: 8 });
  });

  it('fails as the read does', async () => {
    const client = new TestClient(testHub());
    const run = await raw(client, "printf 'far too long a line\\nshort\\n'; exec sleep 60", { limit: 8 });
    await expect(step(client, run, LINE)).rejects.toMatchObject({ error: { name: 'ValueError' } });
    expect(await step(client, run, LINE)).toEqual({ bytes: 6, taken: 26 });
    const waiting = step(client, run, LINE);
    await expect(step(client, run, LINE)).rejects.toMatchObject({ error: { name: 'RuntimeError' } });
    await client.request('consumer', { run: run.run, consumer: 'follow', stream: 'stdout', readAhead: undefined });
    await expect(waiting).rejects.toMatchObject({ error: { name: 'CancelledError' } });
    await client.request('close', { run: run.run });
  });

  it('waits for exactly as many bytes as it asks for, though they are many times the limit', async () => {
    for (const readAhead of [undefined, 0] as const) {
      const client = new TestClient(testHub({ stepBytes: 500_000 }));
      const run = await client.spawn(['cat', '/dev/zero'], {}, 'paused', undefined, readAhead);
      await until('the child blocks in write', () => blockedInWrite(run.pid));
      const count = 500_000;
      expect(await step(client, run, { read: 'readexactly', count })).toEqual({ bytes: count, taken: count });
      // Only what waits asks the kernel.
      await until('the child blocks in write', () => blockedInWrite(run.pid));
      await client.attach(run.run);
      await client.request('sync', {});
      expect(arrived(client, run)).toBeLessThan(count + 65_536);
      await expect(step(client, run, { read: 'readexactly', count: count + 1 })).rejects.toMatchObject({
        error: {
          code: 'PS_TOO_MANY',
          message: 'A step takes exactly 500000 bytes at most (limit stepBytes), not 500001. Take several.',
        },
      });
      await client.request('close', { run: run.run });
    }
  });

  it('that waits when its client is cut off takes nothing: the next one gets what came', async () => {
    const agent = testHub();
    const client = new TestClient(agent, { session: 'cut' });
    const run = await client.spawn(
      ['sh', '-c', 'read go; printf "one\\ntwo\\n"; exec sleep 60'],
      { stdin: 'pipe' },
      'paused',
    );
    const cut = step(client, run, LINE).catch((error: unknown) => error);
    await client.request('sync', {});
    client.session.detach(client);
    const back = new TestClient(agent, { session: 'cut' });
    await back.attach(run.run);
    expect(await cut).toMatchObject({ error: { name: 'CancelledError' } });
    const waiting = step(back, run, LINE);
    back.stdin(run.run, 0, '\n');
    expect(await waiting).toEqual({ bytes: 4, taken: 4 });
    expect(await step(back, run, LINE)).toEqual({ bytes: 4, taken: 8 });
    await back.request('close', { run: run.run });
  });

  it('is refused on a stream that a script reads', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(['sleep', '60'], {}, 'script');
    await expect(step(client, run, LINE)).rejects.toMatchObject({
      error: { name: 'RequestError', code: 'PS_LEASED' },
    });
    await client.request('close', { run: run.run });
  });
});

describe('what is told of a run whose output is not read', () => {
  const streamOf = (client: TestClient, { run }: RunInfo) => client.info(run)?.streams.stdout;

  it('started with the consumer step, nothing is read before the first press', async () => {
    const client = new TestClient(testHub());
    await client.request('list', {});
    const run = await client.spawn(['seq', '1', '5'], { stdout: 'pipe', stderr: 'devnull' }, 'step');
    await client.until(() => client.info(run.run)?.state === 'exited');
    expect(streamOf(client, run)).toMatchObject({ bytes: 0, taken: 0, unread: 10, ended: false });
    expect(await step(client, run, LINE)).toEqual({ bytes: 2, taken: 2 });
    expect(await step(client, run, LINE)).toEqual({ bytes: 2, taken: 4 });
    await client.until(() => streamOf(client, run)?.taken === 4);
    expect(streamOf(client, run)).toMatchObject({ bytes: 10, taken: 4, unread: 0, ended: false });
    await client.request('consumer', { run: run.run, consumer: 'follow', stream: undefined, readAhead: undefined });
    await client.until(() => streamOf(client, run)?.ended === true);
    expect(streamOf(client, run)).toMatchObject({ bytes: 10, taken: 10 });
    expect(streamOf(client, run)).not.toHaveProperty('unread');
  });

  it('tells when its pipe has filled', async () => {
    const client = new TestClient(testHub());
    await client.request('list', {});
    const run = await raw(client, 'exec cat /dev/zero');
    await client.until(() => streamOf(client, run)?.unread === 65_536);
    expect(streamOf(client, run)).toMatchObject({ bytes: 0, taken: 0 });
    await client.request('close', { run: run.run });
  });
});

describe('what is held for a step is bounded', () => {
  it('says what the record let go before it was read, and goes on behind that', async () => {
    const client = new TestClient(testHub({ memoryPerRun: 300_000 }));
    const script = "echo one; echo two; head -c 2000000 /dev/zero | tr '\\0' x >&2; echo three; exec sleep 60";
    const run = await client.spawn(['sh', '-c', script], { stdout: 'pipe', stderr: 'pipe' }, 'paused');
    await client.request('consumer', { run: run.run, consumer: 'follow', readAhead: undefined, stream: 'stderr' });
    await client.request('list', {});
    await client.until(() => client.info(run.run)?.streams.stdout?.bytes === 14);
    await expect(step(client, run, LINE)).rejects.toThrow(/8 bytes of stdout \(from byte 0 on\).* at byte 8\.$/);
    expect(await step(client, run, LINE)).toEqual({ bytes: 6, taken: 14 });
    await client.request('close', { run: run.run });
  });

  it('stops at stepBytes, whatever the limit of the reader', async () => {
    const client = new TestClient(testHub({ stepBytes: 100_000 }));
    const run = await raw(client, 'exec cat /dev/zero', { limit: 2 ** 40 });
    await expect(step(client, run, LINE)).rejects.toThrow(/chunk exceed the limit/);
    expect(arrived(client, run)).toBeLessThan(100_000 + 2 * 65_536 + 1);
    await client.request('close', { run: run.run });
  });
});
