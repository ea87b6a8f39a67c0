import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lockedPackagesPresent } from './lib/installed-packages.mjs';

const folder = mkdtempSync(join(tmpdir(), 'pipescope-installed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} name @param {object} packages */
function lockfile(name, packages) {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ lockfileVersion: 3, packages }));
  return path;
}

const here = { optional: true, os: [process.platform], cpu: [process.arch] };
const lock = lockfile('lock.json', {
  '': { workspaces: ['agent'] },
  agent: { optionalDependencies: { pty: '1.0.0' } },
  'node_modules/@scope/agent': { resolved: 'agent', link: true },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/native-here': { version: '2.0.0', ...here },
  'node_modules/native-there': { version: '2.0.0', optional: true, os: ['plan9'], cpu: ['x64'] },
  'node_modules/only-there': { version: '1.0.0', optional: true },
  'node_modules/pty': { version: '1.0.0', optional: true },
});
const whole = {
  'node_modules/@scope/agent': { resolved: 'agent', link: true },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/native-here': { version: '2.0.0', ...here },
  'node_modules/pty': { version: '1.0.0', optional: true },
};

test('packages for other systems may be absent', () => {
  expect(lockedPackagesPresent(lock, lockfile('whole.json', whole))).toBe(true);
});

test('another version is not what the lockfile says', () => {
  expect(lockedPackagesPresent(lock, lockfile('old.json', { ...whole, 'node_modules/a': { version: '0.9.0' } }))).toBe(
    false,
  );
});

test.each(['node_modules/a', 'node_modules/native-here', 'node_modules/pty', 'node_modules/@scope/agent'])(
  'an install without %s is incomplete',
  (missing) => {
    const rest = Object.fromEntries(Object.entries(whole).filter(([path]) => path !== missing));
    expect(lockedPackagesPresent(lock, lockfile('rest.json', rest))).toBe(false);
  },
);

test('nothing installed is not installed', () => {
  expect(lockedPackagesPresent(lock, join(folder, 'absent.json'))).toBe(false);
});
