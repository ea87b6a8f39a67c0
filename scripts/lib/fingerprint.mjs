import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/** Folders that hold results, never sources. */
const RESULTS = new Set(['node_modules', 'dist', '.cache', 'test-results', 'playwright-report']);

/**
 * One hash over path, size and modification time of every file below the given paths. It reads no contents, so it
 * costs milliseconds; a touched file costs one needless build, a changed one is never missed.
 * @param {readonly string[]} inputs files and folders, relative to the workspace; missing ones count as absent
 * @param {(path: string) => boolean} [accept] which files count (path relative to the workspace)
 */
export function fingerprint(inputs, accept = () => true) {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap(filesBelow).filter(accept)) {
    const { size, mtimeMs } = statSync(join(ROOT, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path relative to the workspace
 * @returns {string[]} files, sorted by folder
 */
function filesBelow(path) {
  const stats = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => !RESULTS.has(entry.name) && (entry.isFile() || entry.isDirectory()))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]));
}
