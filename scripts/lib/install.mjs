import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from './child.mjs';
import { lockedPackagesPresent } from './installed-packages.mjs';
import { npmPath } from './npm-path.mjs';
import { ROOT } from './paths.mjs';
import { Failure, say, secondsSince } from './say.mjs';

const MODULES = join(ROOT, 'node_modules');
/** What was installed, and for which Node. Lives where `npm ci` removes it. */
const STAMP = join(MODULES, '.pipescope-install.json');
/** npm's own note of what it has put into node_modules. */
const NPM_NOTE = join(MODULES, '.package-lock.json');

/**
 * Does node_modules hold what package-lock.json asks for, put there for this Node? A hash comparison when nothing
 * changed; packages that someone installed with npm directly are taken as they are when every version agrees.
 */
export function isInstalled() {
  const stamp = read(STAMP);
  const wanted = wantedStamp();
  if (stamp === wanted) return true;
  const otherNode = stamp !== null && JSON.parse(stamp).node !== JSON.parse(wanted).node;
  if (otherNode || !lockedPackagesPresent(join(ROOT, 'package-lock.json'), NPM_NOTE)) return false;
  writeFileSync(STAMP, wanted);
  return true;
}

/** Hash of what is installed; part of what a build depends on. */
export function installedHash() {
  return createHash('sha256')
    .update(read(STAMP) ?? '')
    .digest('hex');
}

/**
 * `npm ci` with everything said on the command line, where it wins over any npmrc and over NODE_ENV. Install scripts
 * are never run: the native packages come with their built files.
 */
export async function install() {
  const since = performance.now();
  say('installing packages (npm ci) ...');
  rmSync(STAMP, { force: true });
  const flags = ['--include=dev', '--include=optional', '--ignore-scripts', '--package-lock=true', '--global=false'];
  const quiet = ['--dry-run=false', '--audit=false', '--fund=false', '--update-notifier=false', '--loglevel=error'];
  const { code } = await runNode(npmPath(), ['ci', ...flags, ...quiet], { env: npmEnvironment(), show: true });
  if (code !== 0) {
    throw new Failure(
      `npm ci failed with status ${code}; npm's own words are above. ` +
        'Without a network the packages cannot be fetched; otherwise check the registry in your npmrc, then try again.',
    );
  }
  mkdirSync(MODULES, { recursive: true });
  writeFileSync(STAMP, wantedStamp());
  say(`installed packages in ${secondsSince(since)}`);
}

function wantedStamp() {
  const sha = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex');
  return JSON.stringify({
    lock: sha(read(join(ROOT, 'package-lock.json')) ?? ''),
    note: sha(read(NPM_NOTE) ?? ''),
    node: `${process.versions.modules} ${process.platform} ${process.arch}`,
  });
}

/** Our environment without what an outer npm run says about itself (which workspace, which omissions, dry runs). */
function npmEnvironment() {
  const meddling =
    /^npm_config_(omit|only|include|production|workspaces?|package_lock_only|dry_run|global|prefix|local_prefix|json)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !meddling.test(name)));
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
