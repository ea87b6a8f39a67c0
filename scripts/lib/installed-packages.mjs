import { readFileSync } from 'node:fs';

/**
 * What is read of a package's entry in a lockfile.
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [link]
 * @property {boolean} [optional]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 */

/**
 * Do the packages npm has noted in node_modules agree with the lockfile, version for version? Optional packages may be
 * absent, except those our own packages name and those made for this very system.
 * @param {string} lockfile path of package-lock.json
 * @param {string} note path of node_modules/.package-lock.json
 */
export function lockedPackagesPresent(lockfile, note) {
  const locked = packagesOf(lockfile);
  const present = packagesOf(note);
  if (locked === null || present === null) return false;
  const entries = Object.entries(locked);
  const ours = entries.filter(([path]) => !path.includes('node_modules/'));
  const named = new Set(ours.flatMap(([, own]) => Object.keys(own.optionalDependencies ?? {})));
  return entries
    .filter((entry) => !ours.includes(entry))
    .every(([path, wanted]) => {
      const found = present[path];
      if (found !== undefined) return found.version === wanted.version && found.link === wanted.link;
      return wanted.optional === true && !named.has(path.replace(/^.*node_modules\//, '')) && !madeForUs(wanted);
    });
}

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage> | null} null when there is no such file or it is not a lockfile
 */
function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/** Only what names system and processor and no C library: which of those this is cannot be told cheaply. */
function madeForUs(/** @type {LockedPackage} */ { os, cpu, libc }) {
  return libc === undefined && os?.includes(process.platform) === true && cpu?.includes(process.arch) === true;
}
