import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { EntryKind } from '@pipescope/protocol';
import { expect, it } from 'vitest';
import { Failed, TestClient } from '../../test/test-client.ts';
import { testHub } from '../../test/test-hub.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heapMib(): number {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** Made anew each time, so that nothing is shared. */
const long = (bytes: number, fill: string): string => Buffer.alloc(bytes, fill).toString('latin1');

it('runs that are remembered do not keep long arguments, variables and errors', async () => {
  const client = new TestClient(testHub());
  const start = async (): Promise<void> => {
    const argv = ['true', ...Array.from({ length: 6 }, () => long(120_000, 'x'))];
    const envDiff = Array.from({ length: 6 }, (_, at): [string, string] => [`V${at}`, long(120_000, 'y')]);
    await client.spawn(argv, { envDiff });
    const error: unknown = await client.spawn([long(1_500_000, '/')]).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(Failed);
    // The client at this end keeps all it was sent.
    client.messages.splice(0);
  };
  await start();
  const before = heapMib();
  for (let run = 0; run < 20; run += 1) await start();
  // 20 times 3 MB were asked for.
  expect(heapMib() - before).toBeLessThan(6);
});

it('an answer that is kept for a repeated start keeps no run', async () => {
  const hub = testHub();
  const client = new TestClient(hub);
  const start = async (): Promise<void> => {
    const run = await client.spawn(['sh', '-c', 'head -c 3000000 /dev/zero'], { stdout: 'pipe' });
    await client.attach(run.run);
    await client.entry(run.run, EntryKind.exit);
    await client.request('forget', { run: run.run });
    client.received.clear();
    client.messages.splice(0);
  };
  await start();
  const before = heapMib();
  for (let run = 0; run < 12; run += 1) await start();
  expect([...hub.registry.all()]).toEqual([]);
  expect(heapMib() - before).toBeLessThan(2);
});

it('a start that is repeated has the same answer, also when its run is forgotten', async () => {
  const client = new TestClient(testHub());
  const failed = await client.spawn(['/no/such'], {}, 'script', 'again').catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(Failed);
  const repeated = await client.spawn(['/no/such'], {}, 'script', 'again').catch((error: unknown) => error);
  expect(repeated).toEqual(failed);
  await client.request('list', {});
  const run = await client.spawn(['true'], {}, 'follow', 'forgotten');
  await client.until(() => client.info(run.run)?.state === 'exited' || undefined);
  await client.request('forget', { run: run.run });
  await expect(client.spawn(['true'], {}, 'follow', 'forgotten')).rejects.toThrow(/It may have been forgotten/);
});

it('the answer to a start that failed has all of the error, and what is told later the beginning', async () => {
  const client = new TestClient(testHub());
  const program = long(10_000, '/');
  const failure = (await client.spawn([program]).catch((error: unknown) => error)) as Failed;
  expect(failure.error).toMatchObject({ name: 'OSError', code: 'ENAMETOOLONG', path: program });
  const { runs } = (await client.request('list', {})) as { runs: { error: { path: string; message: string } }[] };
  const told = runs[0]?.error;
  expect(program.startsWith(told?.path ?? '-')).toBe(true);
  expect(told?.path.length).toBeLessThan(1_100);
  expect(told?.message).toMatch(/\/\.\.\.$/);
});
