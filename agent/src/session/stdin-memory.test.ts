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
