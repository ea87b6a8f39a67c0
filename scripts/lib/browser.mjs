import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { runChild, runNode } from './child.mjs';
import { ROOT, toolPath } from './paths.mjs';
import { Failure, say } from './say.mjs';

/** Names under which Chrome and Chromium are installed, best first. */
const NAMES = ['google-chrome-stable', 'google-chrome', 'chrome', 'chromium', 'chromium-browser'];

/**
 * Path of a Chromium to test with: the one named by PIPESCOPE_CHROMIUM, else one in PATH, else playwright's own
 * (downloaded when needed), else, as root on Debian or Ubuntu, the distribution's package.
 * @returns {Promise<string>}
 * @throws {Failure} when there is none and none could be had
 */
export async function findBrowser() {
  const named = process.env['PIPESCOPE_CHROMIUM'];
  if (named) {
    if (isProgram(named)) return named;
    throw new Failure(
      `PIPESCOPE_CHROMIUM is "${named}", which is not a program. Give the path of a Chrome or Chromium, or unset it.`,
    );
  }
  const found = inPath() ?? (await playwrights()) ?? (await debians());
  if (found !== null) return found;
  throw new Failure(
    'The browser tests need Chrome or Chromium: none is in PATH and none could be downloaded. ' +
      'Install one (on Debian: apt-get install chromium), or set PIPESCOPE_CHROMIUM to its path.',
  );
}

function inPath() {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram) ?? null;
}

async function playwrights() {
  const require = createRequire(join(ROOT, 'e2e/package.json'));
  const path = require('@playwright/test').chromium.executablePath();
  if (existsSync(path)) return path;
  say("no Chrome or Chromium in PATH; trying playwright's download ...");
  await runNode(toolPath('@playwright/test', 'playwright'), ['install', 'chromium']);
  return existsSync(path) ? path : null;
}

async function debians() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) return null;
  say("playwright's download failed; installing Debian's chromium with apt-get ...");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runChild('/usr/bin/apt-get', ['update', '-qq'], { env, show: true });
  await runChild('/usr/bin/apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    env,
    show: true,
  });
  const path = inPath();
  if (path === null) return null;
  // Ubuntu's package is only a stub that asks for a snap.
  const { code } = await runChild(path, ['--version']);
  return code === 0 ? path : null;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
