import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { bundleProgram } from '../../test/bundle-program.ts';

const directory = mkdtempSync(join(tmpdir(), 'pipescope-libc-'));
afterAll(() => rmSync(directory, { recursive: true }));

async function messageOfLoading(place: string): Promise<string> {
  const program = join(directory, place, 'libc.mjs');
  mkdirSync(join(directory, place), { recursive: true });
  copyFileSync(await bundleProgram('src/os/libc.ts'), program);
  const script = `import(${JSON.stringify(program)}).then(({ libc }) => { try { libc() } catch (e) { console.log(e.name + ': ' + e.message) } })`;
  return (await promisify(execFile)(process.execPath, ['-e', script], { cwd: directory })).stdout;
}

test('without koffi the module still loads, and its first use says what is missing and what to do', async () => {
  expect(await messageOfLoading('nothing')).toMatch(
    /^LibcUnavailableError: pipescope needs the package koffi .* did not load on \w+ \(.+\)\. Reinstall .*: rm -rf node_modules && npm ci --include=optional\.\n$/,
  );
});

test('a koffi whose binary is missing is told the same way', async () => {
  const koffi = join(directory, 'broken/node_modules/koffi');
  mkdirSync(koffi, { recursive: true });
  writeFileSync(
    join(koffi, 'index.js'),
    'throw new Error("Cannot find the native Koffi module; did you bundle it correctly?")',
  );
  expect(await messageOfLoading('broken')).toContain(
    '(Cannot find the native Koffi module; did you bundle it correctly?)',
  );
});
