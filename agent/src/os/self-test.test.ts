import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bundleProgram } from '../../test/bundle-program.ts';
import { LibcUnavailableError } from './libc.ts';
import { selfTest } from './self-test.ts';

const directory = mkdtempSync(join(tmpdir(), 'pipescope-self-test-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('every declared function of the C library answers as its man page says, and that is noted once', async () => {
  const state = join(directory, 'state');
  await selfTest(state, await bundleProgram('src/os/self-test-program.ts'));
  expect(readdirSync(state)).toEqual([expect.stringMatching(/^libc-3\.3\.4-node-[\d.]+-\w+\.ok$/)]);
  await selfTest(state, '/nonexistent');
});

test('several may run at once, as when two agents start', async () => {
  const program = await bundleProgram('src/os/self-test-program.ts');
  const all = Promise.all(['a', 'b', 'c'].map((name) => selfTest(join(directory, name), program)));
  await expect(all).resolves.toHaveLength(3);
});

test('a call that ends the process is named in words', async () => {
  const program = join(directory, 'crash.mjs');
  writeFileSync(program, `process.stdout.write('pipe2\\n', () => process.kill(process.pid, 'SIGSEGV'));`);
  const failure = selfTest(join(directory, 'other'), program);
  await expect(failure).rejects.toThrow(LibcUnavailableError);
  await expect(failure).rejects.toThrow(/after pipe2: SIGSEGV/);
});
