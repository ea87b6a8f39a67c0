import { expect, test } from 'vitest';
import { PIPE } from '../process/stdio.ts';
import { EntryKind, StreamId } from '../record/entry.ts';
import { Client } from './client.ts';
import { CODE_SECRET, ModelAgent, RUN } from './testing/model-agent.ts';
import { World } from './testing/world.ts';

const KEY = { type: 'code', keyId: 'CODE0001', secret: CODE_SECRET } as const;
const OPTIONS = { url: 'ws://h/ws', origin: 'http://h', host: 'h', kind: 'page', key: KEY } as const;

async function started() {
  const agent = new ModelAgent();
  const world = new World((peer) => agent.accept(peer));
  const client = new Client(world.platform, OPTIONS);
  client.start();
  const settle = async <Value>(work: Promise<Value>): Promise<Value> => {
    let settled = false;
    work.then(
      () => (settled = true),
      () => (settled = true),
    );
    await world.run(() => settled);
    return work;
  };
  const child = await settle(client.createSubprocessExec('cat', [], { stdin: PIPE, stdout: PIPE }));
  return { agent, world, client, child, settle };
}

test('a process over the wire reads, writes and waits, and knows its run', async () => {
  const { agent, client, child, settle } = await started();
  expect(child.pid).toBe(42);
  expect(client.runOf(child)).toBe(RUN);
  child.stdin?.write(Buffer.from('typed\n'));
  agent.out('one\ntwo');
  agent.eof();
  agent.exit(3);
  expect(await settle(child.wait())).toBe(3);
  expect(Buffer.from((await settle(child.stdout?.read() as Promise<Uint8Array>)) ?? []).toString()).toBe('one\ntwo');
  expect(Buffer.from(agent.stdin).toString()).toBe('typed\n');
});

test('a process over the wire survives a cut at any message', async () => {
  const full = await script(null);
  for (let cutAt = 1; cutAt <= full.world.carried; cutAt++) {
    const { agent, lines, returncode } = await script(cutAt);
    expect({ cutAt, lines, returncode, stdin: Buffer.from(agent.stdin).toString(), ended: agent.stdinEnded }).toEqual({
      cutAt,
      lines: ['a\n', 'b\n', 'rest'],
      returncode: 0,
      stdin: 'hello',
      ended: true,
    });
  }
});

async function script(cutAt: number | null) {
  const agent = new ModelAgent();
  const world = new World((peer) => agent.accept(peer));
  world.cutAt = cutAt;
  const client = new Client(world.platform, OPTIONS);
  client.start();
  let settled = false;
  const work = (async () => {
    const child = await client.createSubprocessExec('cat', [], { stdin: PIPE, stdout: PIPE });
    child.stdin?.write(Buffer.from('hello'));
    child.stdin?.writeEof();
    await child.stdin?.drain();
    agent.out('a\nb');
    agent.out('\nrest');
    agent.eof();
    agent.exit(0);
    const lines: string[] = [];
    for await (const line of child.stdout ?? []) lines.push(Buffer.from(line).toString());
    return { lines, returncode: await child.wait() };
  })();
  work.then(
    () => (settled = true),
    () => (settled = true),
  );
  await world.run(() => settled);
  client.close();
  return { agent, world, ...(await work) };
}

test('when the agent is gone for good, reads and waits reject', async () => {
  const { agent, world, client, child } = await started();
  agent.restart();
  world.cut();
  await world.run(() => client.status.state === 'refused');
  await expect(child.wait()).rejects.toThrow('restarted');
  await expect(child.stdout?.read()).rejects.toThrow('restarted');
});

test('bytes that were let go end the stream with an error, not silently', async () => {
  const { agent, child, settle } = await started();
  const bytes = { stdin: 0, stdout: 5, stderr: 0 };
  agent.json(EntryKind.gap, StreamId.none, { fromSeq: 0, toSeq: 1, reason: 'memory', bytes }, 1);
  await expect(settle(child.stdout?.read() as Promise<Uint8Array>)).rejects.toThrow('let bytes of this stream go');
});

test('a signal number that is none is refused here', async () => {
  const { child } = await started();
  expect(() => child.sendSignal(65)).toThrow('Invalid argument');
});
