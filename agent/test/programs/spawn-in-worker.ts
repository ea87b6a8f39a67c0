/**
 * In a worker: starts children with the umask in `workerData`, has each killed, and posts what they saw and how they
 * ended. With `stay` it starts one that goes on, and posts its pid.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { createSubprocessExec, createSubprocessShell, PIPE } from '../../src/index.ts';

if (workerData === 'stay') {
  const child = await createSubprocessExec('sleep', ['60'], { stdin: PIPE, stdout: PIPE });
  parentPort?.postMessage(child.pid);
  await child.communicate();
}

const results: [number, number | null][] = [];
await Promise.all(
  Array.from({ length: 40 }, async () => {
    const child = await createSubprocessShell('umask; kill -9 $$', { stdout: PIPE, umask: workerData as number });
    const [stdout] = await child.communicate();
    results.push([Number.parseInt(Buffer.from(stdout ?? []).toString(), 8), child.returncode]);
  }),
);
parentPort?.postMessage(results);
