import { EntryKind, type RunInfo } from '@pipescope/protocol';
import { describe, expect, it } from 'vitest';
import { makeGate } from '../../test/gate.ts';
import { TestClient } from '../../test/test-client.ts';
import { testHub } from '../../test/test-hub.ts';

const told = (client: TestClient) => client.messages.findLast((message) => message.op === 'stdin');

const infoOf = async (client: TestClient, run: string): Promise<RunInfo> => {
  const { runs } = (await client.request('list', {})) as { runs: RunInfo[] };
  const found = runs.find((info) => info.run === run);
  if (found === undefined) throw new Error(`No run ${run}`);
  return found;
};

describe('stdin', () => {
  it('is bounded: who sends on with more than the bound waiting is cut off', async () => {
    const client = new TestClient(testHub({ stdinQueue: 1_000 }));
    const run = await client.spawn(['sleep', '60'], { stdin: 'pipe' });
    client.stdin(run.run, 0, 'x'.repeat(65_536));
    await client.until(() => told(client)?.accepted === 65_536);
    client.stdin(run.run, 65_536, 'y'.repeat(1_000));
    client.stdin(run.run, 66_536, 'z');
    expect(client.closed).toBeNull();
    client.stdin(run.run, 66_537, 'z');
    expect(client.closed?.reason).toBe('More than 1000 bytes of stdin wait. Send on as they are accepted.');
  });

  it('of all clients is bounded: for who sends on above it is closed, and what was taken before is written', async () => {
    const gate = makeGate();
    const agent = testHub({ stdinTotal: 3_000 });
    const one = new TestClient(agent, { session: 'one' });
    const two = new TestClient(agent, { session: 'two' });
    const { run } = await one.spawn(['sh', '-c', `read -r line <${gate.path}; exec cat`], { stdin: 'pipe' });
    await one.attach(run);
    two.stdin(run, 0, 'first');
    await two.until(() => told(two)?.accepted === 5);
    one.stdin(run, 0, 'x'.repeat(65_531));
    one.stdin(run, 65_531, 'y'.repeat(2_000));
    one.stdin(run, 67_531, 'y'.repeat(1_500));
    two.stdin(run, 5, 'z');
    // What it sent before it heard of that is no hole.
    two.stdin(run, 6, 'z');
    const closed = {
      code: 'PS_TOO_MANY',
      message: expect.stringMatching(/^3500 bytes of all clients wait .*stdinTotal/),
    };
    await two.until(() => told(two)?.closed);
    expect(told(two)).toMatchObject({ offered: 5, accepted: 5, closed });
    await expect(two.request('stdinEof', { run, offset: 7 })).rejects.toMatchObject({ error: closed });
    expect(two.closed).toBeNull();
    await gate.open();
    await one.until(() => told(one)?.accepted === 69_031);
    const three = new TestClient(agent, { session: 'three' });
    three.stdin(run, 0, 'last');
    await three.request('stdinEof', { run, offset: 4 });
    await one.entry(run, EntryKind.exit);
    expect(one.bytes(run, 1).toString()).toBe(`first${'x'.repeat(65_531)}${'y'.repeat(3_500)}last`);
  });

  it('of two clients is one stream in order of arrival, each with its own count', async () => {
    const agent = testHub();
    const one = new TestClient(agent, { session: 'one' });
    const two = new TestClient(agent, { session: 'two' });
    const run = await one.spawn(['cat'], { stdin: 'pipe' });
    await one.attach(run.run);
    one.stdin(run.run, 0, 'first ');
    two.stdin(run.run, 0, 'second ');
    one.stdin(run.run, 6, 'third');
    await one.until(() => told(one)?.accepted === 11);
    await two.until(() => told(two)?.accepted === 7);
    await two.request('stdinEof', { run: run.run, offset: 7 });
    await one.until(() => told(one)?.closed === null);
    await one.entry(run.run, EntryKind.exit);
    expect(one.bytes(run.run, 1).toString()).toBe('first second third');
    expect(one.bytes(run.run, 0).toString()).toBe('first second third');
    const { stdinClosedAt, streams, exit } = await infoOf(one, run.run);
    expect(stdinClosedAt).toBe(streams.stdin?.endedAt);
    expect(stdinClosedAt).toBeLessThanOrEqual(streams.stdout?.endedAt ?? Number.NaN);
    expect(streams.stdout?.endedAt).toBeLessThanOrEqual(exit?.time ?? Number.NaN);
  });

  it('whose reader went away was not closed from here', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(['true'], { stdin: 'pipe' });
    await client.attach(run.run);
    await client.entry(run.run, EntryKind.exit);
    await client.entry(run.run, EntryKind.eof, 0);
    const { stdinClosedAt, streams } = await infoOf(client, run.run);
    expect(stdinClosedAt).toBeUndefined();
    expect(streams.stdin?.endedAt).toBeGreaterThan(0);
  });

  it('of a child that has closed it is told as closed, with the reason when bytes were lost', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(['sh', '-c', 'exec <&-; echo closed; sleep 60'], { stdin: 'pipe' });
    await client.attach(run.run);
    await client.entry(run.run, EntryKind.data, 1);
    client.stdin(run.run, 0, 'x');
    const end = await client.until(() => client.messages.find((m) => m.op === 'stdin' && m.closed !== undefined));
    expect(end).toMatchObject({ accepted: 0 });
    await client.entry(run.run, EntryKind.eof, 0);
    // What was on its way when it broke is dropped too, and is no hole.
    client.stdin(run.run, 1, 'y');
    client.stdin(run.run, 2, 'z');
    await client.request('sync', {});
    expect(client.closed).toBeNull();
  });

  it('that is closed already is told to a script that takes the run over', async () => {
    const agent = testHub();
    const one = new TestClient(agent, { session: 'one' });
    const run = await one.spawn(['sh', '-c', 'exec <&-; echo closed; exec sleep 60'], { stdin: 'pipe' }, 'script');
    await one.until(() => told(one)?.closed === null);
    const two = new TestClient(agent, { session: 'two' });
    await two.request('lease', { run: run.run });
    expect(await two.until(() => told(two))).toMatchObject({ run: run.run, accepted: 0, closed: null });
  });

  it('that was closed while the client was away is told when it asks with nothing new', async () => {
    const agent = testHub();
    const other = new TestClient(agent, { session: 'other' });
    const client = new TestClient(agent, { session: 'away' });
    const run = await client.spawn(['sh', '-c', 'read line; exec <&-; echo closed; exec sleep 60'], { stdin: 'pipe' });
    await other.attach(run.run);
    client.stdin(run.run, 0, 'x');
    await client.until(() => told(client)?.accepted === 1);
    client.session.detach(client);
    other.stdin(run.run, 0, '\n');
    await other.entry(run.run, EntryKind.eof, 0);
    const back = new TestClient(agent, { session: 'away' });
    back.stdin(run.run, 1, '');
    expect(await back.until(() => told(back))).toMatchObject({ run: run.run, accepted: 1, closed: null });
  });

  it('can be dropped and closed while it waits', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(['sleep', '60'], { stdin: 'pipe' });
    client.stdin(run.run, 0, 'x'.repeat(100_000));
    expect(await client.request('stdinAbort', { run: run.run })).toEqual({});
    await client.until(() => told(client)?.closed === null);
  });

  it('that is no pipe takes nothing, and says why', async () => {
    const client = new TestClient(testHub());
    const run = await client.spawn(['sleep', '60']);
    await expect(client.request('stdinEof', { run: run.run, offset: 0 })).rejects.toMatchObject({
      error: { code: 'PS_NO_PIPE', message: 'Run #1 takes no stdin from here: stdin is devnull.' },
    });
  });
});
