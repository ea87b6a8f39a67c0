/** Starts children with the umask in `workerData`, has each killed, and posts what they saw and how they ended. */
import { parentPort, workerData } from 'node:worker_threads';
import { createSubprocessShell, PIPE } from '../../src/index.ts';

const results: [number, number | null][] = [];
await Promise.all(
  Array.from({ length: 40 }, async () => {
    const child = await createSubprocessShell('umask; kill -9 $$', { stdout: PIPE, umask: workerData as number });
    const [stdout] = await child.communicate();
    results.push([Number.parseInt(Buffer.from(stdout ?? []).toString(), 8), child.returncode]);
  }),
);
parentPort?.postMessage(results);
