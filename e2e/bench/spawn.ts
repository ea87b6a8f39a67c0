import { createSubprocessExec, PIPE } from '@pipescope/agent';
import type { AsyncioPeer } from './asyncio-peer.ts';
import { alternate, type Figure, figure, median } from './figure.ts';

const PROGRAM = 'true';
/** Processes of one round, one after another. */
const SEQUENTIAL = 200;
/** Processes of one round, and how many of them at once. */
const TOTAL = 500;
const ABREAST = 50;

/** What a start costs: create and communicate, one after another and many in flight. */
export async function benchSpawn(peer: AsyncioPeer): Promise<Figure[]> {
  await sequence(SEQUENTIAL);
  const one = await alternate(
    async () => median(await sequence(SEQUENTIAL)),
    async () => median(await peer.spawn(PROGRAM, SEQUENTIAL)),
  );
  const many = await alternate(
    async () => TOTAL / (await flight(TOTAL, ABREAST)),
    async () => TOTAL / (await peer.flight(PROGRAM, TOTAL, ABREAST)),
  );
  return [
    figure('spawn, p50', 'us', one, peer.name, { atMost: 1 }),
    figure(`spawn, ${ABREAST} in flight`, 'processes/s', many, peer.name, { atLeast: 1 }),
  ];
}

async function spawnOne(): Promise<void> {
  const child = await createSubprocessExec(PROGRAM, [], { stdout: PIPE, stderr: PIPE });
  const [out, err] = await child.communicate();
  if (out?.length !== 0 || err?.length !== 0 || child.returncode !== 0) {
    throw new Error(`${PROGRAM} gave ${out?.length} and ${err?.length} bytes, returncode ${child.returncode}`);
  }
}

/** Starts processes one after another: microseconds of each, from create to the end of communicate. */
export async function sequence(times: number): Promise<number[]> {
  const micros: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const began = performance.now();
    await spawnOne();
    micros.push((performance.now() - began) * 1000);
  }
  return micros;
}

async function flight(times: number, abreast: number): Promise<number> {
  let left = times;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await spawnOne();
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: abreast }, worker));
  return (performance.now() - began) / 1000;
}
