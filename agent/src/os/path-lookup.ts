import type { OsString, SpawnRequest } from '@pipescope/protocol/process';
import { attempt } from './attempt.ts';
import { cString, osBytes } from './c-string.ts';
import { ENOENT, ENOTDIR, F_OK } from './constants.ts';
import { libc } from './libc.ts';

const SLASH = 0x2f;
const COLON = 0x3a;
/** What CPython searches when there is no PATH: `os.defpath`. */
const DEFAULT_PATH = '/bin:/usr/bin';

/**
 * The files to try for a program, in order, as CPython's `_execute_child` does it: one with a slash is taken as it
 * is; others are looked for in PATH of the environment the child gets. Relative entries (also an empty one, which
 * means the current directory) count from the child's cwd.
 */
export function programCandidates(program: OsString, env: SpawnRequest['env']): Uint8Array[] {
  const name = osBytes(program);
  if (name.includes(SLASH)) return [name];
  return searchedFolders(env).map((directory) => joinPath(directory, name));
}

/** The entries of PATH of the environment the child gets, as they stand there, in order. */
export function searchedFolders(env: SpawnRequest['env']): Uint8Array[] {
  return splitPath(searchPath(env));
}

/**
 * Why a candidate need not be tried: the errno (ENOENT or ENOTDIR), or null when it may be there.
 * Saves a process for each entry of PATH that does not have the program.
 */
export function missingErrno(candidate: Uint8Array, cwd: OsString | null): number | null {
  const path = cString(cwd === null ? candidate : joinPath(osBytes(cwd), candidate));
  const errno = -attempt(() => libc().access(path, F_OK));
  return errno === ENOENT || errno === ENOTDIR ? errno : null;
}

/** `os.path.join` of bytes. */
export function joinPath(directory: Uint8Array, name: Uint8Array): Buffer {
  if (name[0] === SLASH || directory.length === 0) return Buffer.from(name);
  const separated = directory.at(-1) === SLASH ? directory.length : directory.length + 1;
  const path = Buffer.alloc(separated + name.length, SLASH);
  path.set(directory);
  path.set(name, separated);
  return path;
}

function searchPath(env: SpawnRequest['env']): Uint8Array {
  if (env === null) return Buffer.from(process.env['PATH'] ?? DEFAULT_PATH);
  const pair = env.findLast(([name]) => Buffer.from(osBytes(name)).toString('latin1') === 'PATH');
  return osBytes(pair?.[1] ?? DEFAULT_PATH);
}

function splitPath(path: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let from = 0;
  for (let at = path.indexOf(COLON); at >= 0; at = path.indexOf(COLON, from)) {
    entries.push(path.subarray(from, at));
    from = at + 1;
  }
  entries.push(path.subarray(from));
  return entries;
}
