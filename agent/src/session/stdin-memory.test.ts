import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { encodeStdin } from '@pipescope/protocol';
import { expect, it } from 'vitest';
import { TestClient } from '../../test/test-client.ts';
import { testHub } from '../../test/test-hub.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const MIB = 2 ** 20;

/** All that is held, of objects and of bytes. Memory of buffers is given back some turns after their objects. */
async function heldMib(): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / MIB;
}

const told = (client: TestClient) => client.messages.findLast((message) => message.op === 'stdin');

it('a frame that repeats what is known and brings little more is not kept for that', async () => {
  const client = new TestClient(testHub());
  const { run } = await client.spawn(['sh', '-c', `head -c ${MIB} >/dev/null; exec sleep 60`], { stdin: 'pipe' });
  client.session.frame(encodeStdin(run, 0, new Uint8Array(MIB)));
  await client.until(() => told(client)?.accepted === MIB);
  client.session.frame(encodeStdin(run, MIB, new Uint8Array(100_000)));
  const before = await heldMib();
  for (let count = 1; count <= 50; count += 1) {
    client.session.frame(encodeStdin(run, 100_000 + count * 5_000, new Uint8Array(MIB)));
  }
  await client.request('sync', {});
  expect(told(client)).toMatchObject({ offered: MIB + 350_000, accepted: MIB + 65_536 });
  expect((await heldMib()) - before).toBeLessThan(5);
});

it('many clients one after another leave no more waiting than the bound for all', async () => {
  const agent = testHub();
  const { run } = await new TestClient(agent, { session: 'first' }).spawn(['sleep', '60'], { stdin: 'pipe' });
  const before = await heldMib();
  const offered: (number | undefined)[] = [];
  for (let at = 0; at < 40; at += 1) {
    const client = new TestClient(agent, { session: `client ${at}` });
    client.session.frame(encodeStdin(run, 0, new Uint8Array(2 * MIB)));
    await client.request('sync', {});
    offered.push(told(client)?.offered);
    client.session.detach(client);
  }
  // The frame that goes above the bound is taken whole.
  const taken = Array.from({ length: 9 }, () => 2 * MIB);
  expect(offered).toEqual([...taken, ...Array.from({ length: 31 }, () => 0)]);
  expect((await heldMib()) - before).toBeLessThan(20);
});

it('who asks again and again for the end of a full stdin is told so, and one who has left is not waited for', async () => {
  const agent = testHub();
  const client = new TestClient(agent, { session: 'one' });
  const { run } = await client.spawn(['sleep', '60'], { stdin: 'pipe' });
  client.session.frame(encodeStdin(run, 0, new Uint8Array(100_000)));
  const ask = (id: number) => client.session.message({ op: 'stdinEof', id, run, offset: 100_000 });
  const before = await heldMib();
  for (let id = 1_000; id < 21_000; id += 1) {
    ask(id);
    // The client at this end keeps all it was sent.
    if (id % 1_000 === 999) {
      await client.request('sync', {});
      client.messages.splice(0);
    }
  }
  expect((await heldMib()) - before).toBeLessThan(5);
  client.session.detach(client);
  const back = new TestClient(agent, { session: 'one' });
  const asked = back.request('stdinEof', { run, offset: 100_000 });
  await expect(back.request('stdinEof', { run, offset: 100_000 })).rejects.toMatchObject({
    error: { code: 'PS_TOO_MANY', message: 'The end of this stdin is awaited by this client already.' },
  });
  await back.request('stdinAbort', { run });
  await expect(asked).rejects.toMatchObject({ error: { name: 'BrokenPipeError' } });
});
