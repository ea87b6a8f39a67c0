import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The workspace: this file runs from its source (browser tests) and from where it is built to (everything else). */
export const ROOT = findRoot(import.meta.dirname);

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package-lock.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`No package-lock.json above ${import.meta.dirname}`);
  return findRoot(parent);
}
