import { must } from './attempt.ts';
import { F_GETPIPE_SZ, F_SETPIPE_SZ, FIONREAD, O_CLOEXEC } from './constants.ts';
import { aboveStandard, closeFd } from './fd.ts';
import { libc } from './libc.ts';

/** Both ends of a pipe(7), close-on-exec and blocking, with numbers above 2. */
export interface Pipe {
  readonly readEnd: number;
  readonly writeEnd: number;
}

/**
 * Makes a pipe.
 * @throws OSError EMFILE, ENFILE.
 */
export function openPipe(): Pipe {
  const fds = new Int32Array(2);
  must(() => libc().pipe2(fds, O_CLOEXEC));
  const [first = -1, second = -1] = fds;
  let readEnd = first;
  try {
    readEnd = aboveStandard(first);
    return { readEnd, writeEnd: aboveStandard(second) };
  } catch (error) {
    for (const fd of new Set([first, second, readEnd])) libc().close(fd);
    throw error;
  }
}

/** Closes both ends. */
export function closePipe({ readEnd, writeEnd }: Pipe): void {
  closeFd(readEnd);
  closeFd(writeEnd);
}

/** How many bytes the pipe can hold (F_GETPIPE_SZ): 65,536 at first, less for a user with many pipes. */
export function pipeCapacity(fd: number): number {
  return must(() => libc().fcntl(fd, F_GETPIPE_SZ));
}

/**
 * Asks for another capacity (F_SETPIPE_SZ); the kernel rounds up to a power of two pages.
 * @returns the capacity it has now.
 * @throws PermissionError above /proc/sys/fs/pipe-max-size; OSError EBUSY below what it holds.
 */
export function setPipeCapacity(fd: number, bytes: number): number {
  return must(() => libc().fcntl(fd, F_SETPIPE_SZ, bytes));
}

const answer = new Int32Array(Buffer.allocUnsafeSlow(4).buffer);

/** How many bytes a reader would find in the pipe (or terminal) now: FIONREAD. */
export function unreadBytes(fd: number): number {
  must(() => libc().ioctl(fd, FIONREAD, answer));
  return answer[0] ?? 0;
}
