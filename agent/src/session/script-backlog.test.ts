import { EntryKind, type RunInfo } from '@pipescope/protocol';
import { expect, test } from 'vitest';
import { TestClient } from '../../test/test-client.ts';
import { testHub } from '../../test/test-hub.ts';
import { until } from '../../test/until.ts';

const TOTAL = 16_000_000;
const RUNS = 12;
/** Bytes that each child writes: less than a script may leave waiting, so that only the total can stop it. */
const EACH = 3_500_000;

/** Children of scripts that have not been sent anything, as far as they come. */
async function untilAllAreHeld() {
  const hub = testHub({ memoryTotal: TOTAL });
  const client = new TestClient(hub);
  const runs: RunInfo[] = [];
  for (let i = 0; i < RUNS; i++) {
    runs.push(await client.spawn(['head', '-c', `${EACH}`, '/dev/zero'], { limit: 2 ** 26 }, 'script'));
  }
  const isHeld = ({ run }: RunInfo) => hub.registry.get(run).consumers.waitingOf(1) !== null;
  const isOver = ({ run }: RunInfo) => hub.registry.get(run).endedAt(1) !== null;
  await until('every child has ended or is held', () => runs.every((run) => isOver(run) || isHeld(run)));
  const held = () => [...hub.registry.all()].reduce((sum, { record }) => sum + record.held, 0);
  return { hub, client, runs, held, isHeld };
}

const wholeFor = async (client: TestClient, { run }: RunInfo): Promise<void> => {
  await client.entry(run, EntryKind.eof, 1);
  expect(client.bytes(run, 1)).toHaveLength(EACH);
  expect(client.entries(run, EntryKind.gap)).toEqual([]);
};

test('what scripts have not been sent takes no more than the memory for all runs: their children wait', async () => {
  const { runs, held, isHeld } = await untilAllAreHeld();
  expect(held()).toBeLessThanOrEqual(TOTAL);
  expect(runs.filter(isHeld).length).toBeGreaterThan(RUNS / 2);
});

test('a script that takes what comes gets all of it while the others take nothing, then each of them', async () => {
  const { client, runs, held } = await untilAllAreHeld();
  for (const run of runs.toReversed()) {
    await client.attach(run.run);
    await wholeFor(client, run);
    expect(held()).toBeLessThanOrEqual(TOTAL);
  }
});

test('a run that is followed is still recorded, and others are held in their turn', async () => {
  const { hub, client, held, isHeld } = await untilAllAreHeld();
  const followed = await client.spawn(['head', '-c', '1000000', '/dev/zero']);
  await hub.registry.get(followed.run).ended();
  expect(hub.registry.get(followed.run).record.firstSeq).toBe(0);
  const late = await client.spawn(['head', '-c', `${EACH}`, '/dev/zero'], { limit: 2 ** 26 }, 'script');
  await until('the late one is held', () => isHeld(late));
  expect(held()).toBeLessThanOrEqual(TOTAL);
});

test('when the scripts that keep the most are gone, the others go on without being sent more', async () => {
  const { hub, client, runs } = await untilAllAreHeld();
  for (const run of runs.slice(1)) {
    await client.request('consumer', { run: run.run, consumer: 'follow' });
    await hub.registry.get(run.run).ended();
  }
  const [first] = runs as [RunInfo];
  const { record } = hub.registry.get(first.run);
  await hub.registry.get(first.run).ended();
  expect(record.firstSeq).toBe(0);
  expect(record.bytesFrom(0)).toBeGreaterThan(EACH);
  await client.attach(first.run);
  await wholeFor(client, first);
});
