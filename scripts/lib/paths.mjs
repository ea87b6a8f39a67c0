import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the workspace: the folder that holds `package.json` and `scripts/`. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Where these scripts keep what can be made again (stamps, reports, the lock); ignored by git. */
export const CACHE = join(ROOT, '.cache');

/**
 * The script of an installed tool, to be run with `process.execPath`: no shell and no PATH are involved.
 * @param {string} name package name
 * @param {string} [bin] name of the command, where a package has several
 */
export function toolPath(name, bin) {
  const folder = join(ROOT, 'node_modules', name);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const entry = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin ?? name];
  return join(folder, entry);
}
