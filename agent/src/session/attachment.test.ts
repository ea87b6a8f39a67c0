import { decodePayload, EntryKind, type RunInfo } from '@pipescope/protocol';
import { expect, test } from 'vitest';
import { makeGate } from '../../test/gate.ts';
import { TestClient } from '../../test/test-client.ts';
import { testHub } from '../../test/test-hub.ts';
import { until } from '../../test/until.ts';

const TOTAL = 5_000_000;
/** Bytes of a frame with one entry that are not its payload. */
const HEADERS = 48 + 24;
const CREDIT = 1_100;

/** A run with one entry of stdout, and with all the rest once it may end. */
async function startRun(memoryPerRun: number) {
  const hub = testHub({ memoryPerRun });
  const client = new TestClient(hub);
  const gate = makeGate();
  const script = `head -c 8000 /dev/zero; read -r line <${gate.path}; head -c ${TOTAL - 8_000} /dev/zero`;
  const run = await client.spawn(['sh', '-c', script]);
  const { record } = hub.registry.get(run.run);
  await until('its first output is recorded', () => record.endSeq > 1);
  const end = async () => {
    await gate.open();
    await hub.registry.get(run.run).ended();
  };
  return { client, run, end };
}

const gapOf = async (client: TestClient, run: RunInfo) =>
  decodePayload(EntryKind.gap, await client.entry(run.run, EntryKind.gap));

test('a viewer that was sent a part of an entry goes on with the rest of it as long as that is held', async () => {
  const { client, run, end } = await startRun(2 * TOTAL);
  const attachment = await client.attach(run.run, 1, CREDIT);
  await client.until(() => client.bytes(run.run, 1).length === CREDIT - HEADERS);
  await end();
  client.tell({ op: 'credit', attachment, bytes: Number.MAX_SAFE_INTEGER });
  await client.entry(run.run, EntryKind.exit);
  expect(client.bytes(run.run, 1)).toHaveLength(TOTAL);
  expect(client.entries(run.run, EntryKind.gap)).toEqual([]);
});

test('where the rest of an entry has left the record there is a gap, which begins within the entry', async () => {
  const { client, run, end } = await startRun(500_000);
  const attachment = await client.attach(run.run, 1, CREDIT);
  await client.until(() => client.bytes(run.run, 1).length === CREDIT - HEADERS);
  await end();
  client.tell({ op: 'credit', attachment, bytes: Number.MAX_SAFE_INTEGER });
  const gap = await gapOf(client, run);
  await client.entry(run.run, EntryKind.exit);
  const [part, next, behind] = client.entries(run.run);
  expect([part?.seq, part?.kind, next?.seq, next?.kind]).toEqual([1, EntryKind.data, 1, EntryKind.gap]);
  expect(gap).toMatchObject({ fromSeq: 1, toSeq: behind?.seq });
  expect(gap.toSeq).toBeGreaterThan(1);
  expect(gap.bytes.stdout).toBe((behind?.offset ?? 0) - (CREDIT - HEADERS));
  expect(client.bytes(run.run, 1).length + gap.bytes.stdout).toBe(TOTAL);
});

test('a viewer that has all gets of what comes then that alone, though small writes are held as one frame', async () => {
  const hub = testHub();
  const client = new TestClient(hub);
  const run = await client.spawn(['cat'], { stdin: 'pipe' });
  await client.attach(run.run);
  for (let i = 0; i < 100; i++) {
    client.stdin(run.run, 2 * i, `${i % 10}\n`);
    await client.until(() => client.bytes(run.run, 1).length === 2 * (i + 1));
  }
  expect(client.bytes(run.run, 1).toString()).toBe('0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n'.repeat(10));
  expect(client.received.get(run.run)?.frameBytes).toBeLessThan(100 * 2 * (HEADERS + 2) + 1_000);
  expect(hub.registry.get(run.run).record.frameCount).toBe(1);
});
