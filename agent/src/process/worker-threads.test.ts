import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { bundleProgram } from '../../test/bundle-program.ts';

test('processes are started and awaited in several threads at once, each with its own umask', async () => {
  const program = await bundleProgram('test/programs/spawn-in-worker.ts');
  const run = (mask: number) =>
    new Promise<unknown>((resolve, reject) => {
      const worker = new Worker(program, { workerData: mask });
      worker.on('message', resolve);
      worker.on('error', reject);
    });
  const before = process.umask();
  const masks = [0o001, 0o020, 0o077];
  const results = await Promise.all(masks.map(run));
  expect(results).toEqual(masks.map((mask) => Array.from({ length: 40 }, () => [mask, -9])));
  expect(process.umask()).toBe(before);
});

test('a worker that is terminated while its children run does not take the process with it', async () => {
  const program = await bundleProgram('test/programs/spawn-in-worker.ts');
  const host = `
    const { Worker } = require('node:worker_threads');
    const worker = new Worker(${JSON.stringify(program)}, { workerData: 'stay' });
    worker.once('message', (pid) => worker.terminate().then(() => {
      process.kill(pid, 'SIGKILL');
      console.log('still here');
    }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', host]);
  expect(stdout).toBe('still here\n');
});

test('four workers and the main thread start many at once and communicate with all of them, and nothing is left', async () => {
  const program = await bundleProgram('test/programs/many-in-threads.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, '30']);
  expect(JSON.parse(stdout)).toEqual({ done: 150, wrong: [], children: [], fds: 0 });
});
