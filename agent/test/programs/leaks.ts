/**
 * Starts so many processes one after the other (argument 1), then so many at once (argument 2), and prints as JSON
 * what is left and how memory grew: run it with `node --expose-gc`. The first tenth is not counted as growth.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createSubprocessExec, PIPE } from '../../src/index.ts';

const MIB = 1024 * 1024;

async function once(): Promise<void> {
  const child = await createSubprocessExec('cat', [], { stdin: PIPE, stdout: PIPE, stderr: PIPE });
  const [output] = await child.communicate(Buffer.from('data'));
  if (child.returncode !== 0 || output?.length !== 4) throw new Error(`it went wrong: ${child.returncode}`);
}

/** Descriptors by what they lead to: `pipe`, `anon_inode`, ... */
function descriptors(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [`${fd} ${readlinkSync(`/proc/self/fd/${fd}`).split(':')[0]}`];
    } catch {
      // The listing's own.
      return [];
    }
  });
}

/** Heap and resident memory in MiB after a collection. */
async function memory(): Promise<{ heap: number; rss: number }> {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await new Promise(setImmediate);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: (heapUsed + external) / MIB, rss: rss / MIB };
}

const [sequential = 0, concurrent = 0] = process.argv.slice(2).map(Number);
const start = performance.now();
for (let n = 0; n < sequential / 10; n += 1) await once();
const [descriptorsBefore, before] = [descriptors(), await memory()];
for (let n = Math.ceil(sequential / 10); n < sequential; n += 1) await once();
const afterSequential = await memory();
const sequentialSeconds = (performance.now() - start) / 1000;
await Promise.all(Array.from({ length: concurrent }, once));
const afterConcurrent = await memory();
const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'latin1').split(' ').filter(Boolean);
const round = (value: number): number => Math.round(value * 10) / 10;
console.log(
  JSON.stringify({
    leaked: descriptors().filter((line) => !descriptorsBefore.includes(line)),
    children,
    heapGrowth: round(afterSequential.heap - before.heap),
    heapGrowthConcurrent: round(afterConcurrent.heap - before.heap),
    rss: [before, afterSequential, afterConcurrent].map(({ rss }) => round(rss)),
    seconds: [round(sequentialSeconds), round((performance.now() - start) / 1000 - sequentialSeconds)],
  }),
);
