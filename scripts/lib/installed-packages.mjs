import { readFileSync } from 'node:fs';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [link]
 * @property {boolean} [optional]
 * @property {boolean} [peer]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 */

/**
 * Do the packages npm has noted in node_modules agree with the lockfile, version for version? Packages made for
 * another system, processor or C library may be absent.
 * @param {string} lockfile path of package-lock.json
 * @param {string} note path of node_modules/.package-lock.json
 */
export function lockedPackagesPresent(lockfile, note) {
  const locked = packagesOf(lockfile);
  const present = packagesOf(note);
  if (locked === null || present === null) return false;
  return Object.entries(locked).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    const found = present[path];
    return found === undefined ? madeForAnother(wanted) : found.version === wanted.version && !!found.link === !!wanted.link;
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

/** @param {LockedPackage} wanted */
function madeForAnother({ os, cpu, libc, optional = false }) {
  const excludes = (/** @type {string[] | undefined} */ list, /** @type {string} */ mine) =>
    list !== undefined && !list.includes(mine);
  return optional && (excludes(os, process.platform) || excludes(cpu, process.arch) || libc !== undefined);
}
