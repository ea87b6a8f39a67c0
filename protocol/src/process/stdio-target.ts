import { osError, ValueError } from './errors.ts';
import { typeName } from './os-string.ts';
import { DEVNULL, PIPE, PTY, STDOUT, type StdioName, type StdioTarget } from './stdio.ts';

/** Largest value of a C int. */
const MAX_FD = 2 ** 31 - 1;

/** What `stdin`, `stdout` and `stderr` may be: PIPE, PTY, DEVNULL, STDOUT (stderr only), an fd, or something with one. */
export type StdioOption = number | { fileno(): number } | { readonly fd: number };

/**
 * Where a standard stream leads, from the option as given; absent means inherit.
 * @throws ValueError for STDOUT anywhere but stderr; OSError EBADF for another negative number; TypeError.
 */
export function stdioTarget(name: StdioName, option: unknown): StdioTarget {
  if (option === undefined || option === null) return 'inherit';
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

function fileno(name: StdioName, option: unknown): number {
  const fd = typeof option === 'object' && option !== null ? fdOf(option) : option;
  if (typeof fd === 'number' && Number.isInteger(fd)) return fd;
  throw new TypeError(`${name} must be PIPE, PTY, DEVNULL, an fd or an object with fileno(), not ${typeName(option)}`);
}

function fdOf(file: object): unknown {
  if ('fileno' in file && typeof file.fileno === 'function') return file.fileno();
  return 'fd' in file ? file.fd : undefined;
}
