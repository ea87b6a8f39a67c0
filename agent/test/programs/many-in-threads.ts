/**
 * Four workers and the main thread each start so many processes (argument 1) at once and communicate with them.
 * Prints as JSON what was wrong and what is left: `{"done":N,"wrong":[],"children":[],"fds":N}`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createSubprocessExec, PIPE } from '../../src/index.ts';

const WORKERS = 4;

interface Outcome {
  readonly done: number;
  readonly wrong: readonly string[];
}

async function startMany(count: number): Promise<Outcome> {
  const all = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const child = await createSubprocessExec('sh', ['-c', `cat; echo err >&2; exit ${index % 256}`], {
        stdin: PIPE,
        stdout: PIPE,
        stderr: PIPE,
      });
      const [out, err] = await child.communicate(Buffer.from(`${index}\n`));
      const outcome = `${Buffer.from(out ?? []).toString()}${Buffer.from(err ?? []).toString()}${child.returncode}`;
      return outcome === `${index}\nerr\n${index % 256}` ? null : outcome;
    }),
  );
  return { done: all.length, wrong: all.filter((outcome) => outcome !== null) };
}

function inWorker(count: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: count });
    let outcome: Outcome | null = null;
    worker.on('message', (message: Outcome) => (outcome = message));
    worker.on('error', reject);
    worker.on('exit', (code) => (outcome === null ? reject(new Error(`worker: ${code}`)) : resolve(outcome)));
  });
}

if (isMainThread) {
  const count = Number(process.argv[2]);
  // Once, so that what is loaded and opened for good is there before the count.
  await startMany(1);
  await inWorker(1);
  const before = readdirSync('/proc/self/fd').length;
  const outcomes = await Promise.all([startMany(count), ...Array.from({ length: WORKERS }, () => inWorker(count))]);
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'latin1').split(' ').filter(Boolean);
  console.log(
    JSON.stringify({
      done: outcomes.reduce((sum, { done }) => sum + done, 0),
      wrong: outcomes.flatMap(({ wrong }) => wrong),
      children,
      fds: readdirSync('/proc/self/fd').length - before,
    }),
  );
} else {
  parentPort?.postMessage(await startMany(Number(workerData)));
}
