import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { alternate, type Figure, figure, median } from './figure.ts';
import { sequence } from './spawn.ts';

/** Bytes that are resident while the processes of the figure start. */
const BIG = 1_000_000_000;
/** Bytes that may be resident while the others do: far from the above. */
const SMALL = 400_000_000;
const TIMES = 100;

/** What a start costs when this process holds a gigabyte, beside what it costs when it does not. */
export async function benchSpawnBig(): Promise<Figure[]> {
  let memory: Buffer | null = null;
  await sequence(TIMES);
  const rounds = await alternate(
    async () => {
      // Written to, so that every page is there.
      memory = Buffer.allocUnsafeSlow(BIG).fill(1);
      if (memory.length > process.memoryUsage.rss()) throw new Error('the memory is not resident');
      return median(await sequence(TIMES));
    },
    async () => {
      memory = null;
      await smallAgain();
      return median(await sequence(TIMES));
    },
  );
  return [figure('spawn-big', 'us', rounds, 'pipescope with little memory', { atMost: 1.2 })];
}

/** The collector frees large memory on a thread of its own, some time after it ran. */
async function smallAgain(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  for (let tries = 0; process.memoryUsage.rss() > SMALL; tries += 1) {
    if (tries === 100) throw new Error(`resident memory stays at ${process.memoryUsage.rss()} bytes: no comparison`);
    collectGarbage();
    await setTimeout(10);
  }
}
