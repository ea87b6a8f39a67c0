import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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
