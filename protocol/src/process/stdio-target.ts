import { osError, ValueError } from './errors.ts';
import { checkOsPath, typeName } from './os-string.ts';
import { DEVNULL, PIPE, PTY, STDOUT, type StdioFile, type StdioName, type StdioTarget } from './stdio.ts';

/** Largest value of a C int. */
const MAX_FD = 2 ** 31 - 1;

/**
 * What `stdin`, `stdout` and `stderr` may be: PIPE, PTY, DEVNULL, STDOUT (stderr only), an fd, something with one, or a
 * file that is opened where the child is started.
 */
export type StdioOption = number | { fileno(): number } | { readonly fd: number } | StdioFile;

const MODES: ReadonlySet<unknown> = new Set<StdioFile['mode']>(['r', 'w', 'a']);

/**
 * Where a standard stream leads, from the option as given; absent means inherit.
 * @throws ValueError for STDOUT anywhere but stderr; OSError EBADF for another negative number; TypeError.
 */
export function stdioTarget(name: StdioName, option: unknown): StdioTarget {
  if (option === undefined || option === null) return 'inherit';
  if (isFile(option)) return fileTarget(name, option);
  const fd = fileno(name, option);
  if (fd === PIPE) return 'pipe';
  if (fd === DEVNULL) return 'devnull';
  if (fd === PTY) return 'pty';
  if (fd === STDOUT) {
    if (name === 'stderr') return 'stdout';
    throw new ValueError('STDOUT can only be used for stderr');
  }
  if (fd < 0 || fd > MAX_FD) throw osError('EBADF');
  return { fd };
}

function isFile(option: unknown): option is Record<keyof StdioFile, unknown> {
  // A stream of node:fs has a path and a mode too, and a descriptor of its own.
  return typeof option === 'object' && option !== null && 'path' in option && 'mode' in option && !('fd' in option);
}

function fileTarget(name: StdioName, { path, mode }: Record<keyof StdioFile, unknown>): StdioFile {
  if (!MODES.has(mode)) throw new ValueError(`mode of the file for ${name} must be 'r', 'w' or 'a'`);
  return { path: checkOsPath(path, `the path of the file for ${name}`), mode: mode as StdioFile['mode'] };
}

function fileno(name: StdioName, option: unknown): number {
  const fd = typeof option === 'object' && option !== null ? fdOf(option) : option;
  if (typeof fd === 'number' && Number.isInteger(fd)) return fd;
  throw new TypeError(`${name} must be PIPE, PTY, DEVNULL, an fd or an object with fileno(), not ${typeName(option)}`);
}

function fdOf(file: object): unknown {
  if ('fileno' in file && typeof file.fileno === 'function') return file.fileno();
  return 'fd' in file ? file.fd : undefined;
}
