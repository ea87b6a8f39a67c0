import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from './lib/paths.mjs';

/** A workspace of its own, so that its lock is not the one of the checkout under test. */
const folder = mkdtempSync(join(tmpdir(), 'pipescope lock '));
const lock = join(folder, '.cache/prepare.lock');

/** Adds `in` to a log, lets others run, adds `out`: interleaved pairs show two holders at once. */
const HOLDER = `
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from './lib/lock.mjs';
await withLock(async () => {
  appendFileSync('log', 'in\\n');
  await sleep(20);
  appendFileSync('log', 'out\\n');
});
`;

beforeAll(() => {
  cpSync(join(ROOT, 'scripts/lib'), join(folder, 'scripts/lib'), { recursive: true });
  writeFileSync(join(folder, 'scripts/holder.mjs'), HOLDER.replaceAll("'log'", JSON.stringify(join(folder, 'log'))));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function hold() {
  return once(
    spawn(process.execPath, [join(folder, 'scripts/holder.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] }),
    'close',
  );
}

test('six starts at once hold the lock one after another', async () => {
  rmSync(join(folder, 'log'), { force: true });
  const ends = await Promise.all(Array.from({ length: 6 }, hold));
  expect(ends.map(([code]) => code)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('in\nout\n'.repeat(6));
  expect(existsSync(lock)).toBe(false);
});

test('the lock of a start that died is taken over', async () => {
  mkdirSync(join(folder, '.cache'), { recursive: true });
  writeFileSync(lock, JSON.stringify({ pid: process.pid, started: '1', id: 'of an earlier process with this pid' }));
  expect((await hold())[0]).toBe(0);
  expect(existsSync(lock)).toBe(false);
});
