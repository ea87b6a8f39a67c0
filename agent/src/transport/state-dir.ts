import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

/** A state directory or a file in it that cannot be trusted. The message says what to do. */
export class StateDirError extends Error {
  override readonly name = 'StateDirError';
}

const GROUP_OR_OTHER_WRITE = 0o022;
const GROUP_OR_OTHER = 0o077;
/** No file of ours comes near this. */
const MAX_FILE_BYTES = 64 * 1024;

/**
 * Makes `path` (mode 0700) if it is missing, and checks that nobody else can change what is in it.
 * @returns the absolute path
 * @throws StateDirError when it is a symbolic link, no directory, someone else's, or writable by others
 */
export function openStateDir(path: string): string {
  const absolute = resolve(path);
  try {
    mkdirSync(absolute, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StateDirError(`Cannot make the state directory ${absolute}: ${(error as Error).message}`);
  }
  const stats = lstatSync(absolute);
  const fault = directoryFault(stats);
  if (fault !== undefined) {
    throw new StateDirError(`Cannot use the state directory ${absolute}: it ${fault}. Name another with --state-dir`);
  }
  return absolute;
}

function directoryFault(stats: Stats): string | undefined {
  if (stats.isSymbolicLink()) return 'is a symbolic link';
  if (!stats.isDirectory()) return 'is not a directory';
  if (stats.uid !== process.geteuid?.()) return `belongs to uid ${stats.uid}`;
  if ((stats.mode & GROUP_OR_OTHER_WRITE) !== 0) return 'can be written by others (chmod 700 it if it is yours)';
  return undefined;
}

/** Puts a file of mode 0600 into a state directory, in one step, in place of any other of that name. */
export function writePrivateFile(directory: string, name: string, text: string): string {
  const path = join(directory, name);
  const draft = `${path}.${process.pid}`;
  rmSync(draft, { force: true });
  const fd = openSync(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600);
  try {
    writeFileSync(fd, text);
  } finally {
    closeSync(fd);
  }
  renameSync(draft, path);
  return path;
}

/**
 * Reads a file that only its owner may read.
 * @returns undefined when there is none
 * @throws StateDirError when it is a symbolic link, someone else's, or open to others
 */
export function readPrivateFile(path: string): string | undefined {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new StateDirError(`Cannot read ${path}: ${message}`);
  }
  try {
    const stats = fstatSync(fd);
    const isOurs = stats.isFile() && stats.uid === process.geteuid?.() && (stats.mode & GROUP_OR_OTHER) === 0;
    if (!isOurs || stats.size > MAX_FILE_BYTES) {
      throw new StateDirError(`Cannot trust ${path}: it is not a private file of this user`);
    }
    return readFileSync(fd, 'utf8');
  } finally {
    closeSync(fd);
  }
}
