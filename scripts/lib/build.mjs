import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from './child.mjs';
import { fingerprint } from './fingerprint.mjs';
import { installedHash } from './install.mjs';
import { CACHE, ROOT, toolPath } from './paths.mjs';
import { Failure, say, secondsSince } from './say.mjs';

/**
 * @typedef {object} Target
 * @property {readonly string[]} inputs files and folders whose change asks for a new build
 * @property {readonly string[]} outputs files that must be there afterwards
 * @property {() => [tool: string, args: string[]]} command
 */

const notATest = (/** @type {string} */ path) => !/\.test\.m?ts$/.test(path);
const tsc =
  (/** @type {string[]} */ ...projects) =>
  () =>
    /** @type {[string, string[]]} */ ([toolPath('typescript', 'tsc'), ['-b', ...projects]]);
const source = (/** @type {string} */ name) => [`${name}/src`, `${name}/package.json`, `${name}/tsconfig.json`];

/** @type {Record<string, Target>} */
const TARGETS = {
  agent: {
    inputs: ['tsconfig.base.json', ...source('protocol'), ...source('agent')],
    outputs: ['protocol/dist/index.js', 'agent/dist/index.js'],
    command: tsc('protocol', 'agent'),
  },
  web: {
    inputs: [
      'tsconfig.base.json',
      ...source('protocol'),
      ...source('web'),
      'web/index.html',
      'web/vite.config.ts',
      'web/public',
    ],
    outputs: ['web/dist/site/index.html'],
    command: () => [toolPath('vite'), ['build', 'web', '--logLevel', 'warn']],
  },
  e2e: {
    inputs: ['tsconfig.base.json', ...source('protocol'), ...source('agent'), 'e2e'],
    outputs: [],
    command: tsc('e2e'),
  },
};

/** @typedef {'agent' | 'web' | 'e2e'} TargetName */

/**
 * Is what was built still what the sources say?
 * @param {TargetName} name
 */
export function isBuilt(name) {
  const { outputs } = targetOf(name);
  return outputs.every((path) => existsSync(join(ROOT, path))) && readStamp(name) === wantedStamp(name);
}

/**
 * Builds one target and notes from what.
 * @param {TargetName} name
 */
export async function build(name) {
  const since = performance.now();
  const stamp = wantedStamp(name);
  const [tool, args] = targetOf(name).command();
  rmSync(stampPath(name), { force: true });
  say(`building ${name} ...`);
  const { code } = await runNode(tool, args, { show: true });
  if (code !== 0) throw new Failure(`building ${name} failed with status ${code}; the errors are above.`);
  mkdirSync(join(CACHE, 'built'), { recursive: true });
  writeFileSync(stampPath(name), stamp);
  say(`built ${name} in ${secondsSince(since)}`);
}

/** @param {TargetName} name */
const stampPath = (name) => join(CACHE, 'built', name);

/** @param {TargetName} name */
function targetOf(name) {
  return /** @type {Target} */ (TARGETS[name]);
}

/** @param {TargetName} name */
function wantedStamp(name) {
  return `${installedHash()} ${fingerprint(targetOf(name).inputs, notATest)}`;
}

/** @param {TargetName} name */
function readStamp(name) {
  try {
    return readFileSync(stampPath(name), 'utf8');
  } catch {
    return null;
  }
}
