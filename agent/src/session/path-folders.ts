import type { SpawnRequest } from '@pipescope/protocol/process';
import { joinPath, searchedFolders } from '../os/path-lookup.ts';
import { osBytes } from './os-string.ts';

/** Folders of PATH that are looked into and named. */
export const MAX_FOLDERS = 64;

/** The folders in which a program of that environment is looked for, each once, in order; relative ones from its cwd. */
export function pathFolders(request: Pick<SpawnRequest, 'cwd' | 'env'>): Buffer[] {
  const cwd = osBytes(request.cwd ?? process.cwd());
  const folders = new Map<string, Buffer>();
  for (const folder of searchedFolders(request.env).slice(0, MAX_FOLDERS)) {
    const path = folder.length === 0 ? cwd : joinPath(cwd, folder);
    folders.set(path.toString('latin1'), path);
  }
  return [...folders.values()];
}
