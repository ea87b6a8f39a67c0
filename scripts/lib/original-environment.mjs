import { readFileSync } from 'node:fs';

/**
 * Undoes what `npm start` added to the environment (npm_* variables, entries of PATH, INIT_CWD, ...), so that the
 * agent and the children it starts get the environment of the person who typed the command. It is read back from the
 * npm process itself; where /proc is missing, the variables npm names after itself are dropped.
 * @param {string} command our command; npm's additions are there only when npm runs the script of this name
 */
export function restoreEnvironment(command) {
  if (process.env['npm_lifecycle_event'] !== command) return;
  const original = environmentOfNpm(command);
  for (const name of Object.keys(process.env)) {
    if (original === null ? name.startsWith('npm_') || name === 'INIT_CWD' : !(name in original))
      delete process.env[name];
  }
  Object.assign(process.env, original);
}

/** npm starts a shell, the shell starts us: the nearest ancestor that does not have npm's words for this script. */
function environmentOfNpm(/** @type {string} */ command) {
  try {
    for (let pid = process.ppid, steps = 0; pid > 1 && steps < 3; steps += 1, pid = parentOf(pid)) {
      const environment = environmentOf(pid);
      if (environment['npm_lifecycle_event'] !== command) return environment;
    }
  } catch {
    // No /proc, or not ours to read.
  }
  return null;
}

/** @param {number} pid */
function environmentOf(pid) {
  const text = readFileSync(`/proc/${pid}/environ`, 'utf8');
  const pairs = text.split('\0').filter((pair) => pair.includes('='));
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}

/** @param {number} pid */
function parentOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}
