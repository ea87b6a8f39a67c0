import { type OsString, osError } from '@pipescope/protocol/process';
import { attempt, must } from './attempt.ts';
import { cString } from './c-string.ts';
import { EBADF, F_DUPFD_CLOEXEC, F_GETFD, F_GETFL, F_SETFL, O_CLOEXEC, O_NONBLOCK, POLLHUP } from './constants.ts';
import { libc } from './libc.ts';

/**
 * Closes a descriptor that this program owns.
 * @throws OSError EBADF when it is not open: it was closed twice, and the number may soon be another file.
 */
export function closeFd(fd: number): void {
  // EINTR and EIO leave the descriptor closed on Linux: close(2). Never a second time: the number may be in use again.
  if (libc().close(fd) < 0 && libc().errno() === EBADF) throw osError(EBADF);
}

/** Whether the number is an open descriptor of this process. */
export function isOpenFd(fd: number): boolean {
  return libc().fcntl(fd, F_GETFD) >= 0;
}

/**
 * Sets O_NONBLOCK on the open file, so for every descriptor that shares it: never for one a child also has.
 * @throws OSError EBADF.
 */
export function setNonBlocking(fd: number): void {
  const flags = must(() => libc().fcntl(fd, F_GETFL));
  must(() => libc().fcntl(fd, F_SETFL, flags | O_NONBLOCK));
}

/**
 * Takes O_NONBLOCK back from an open file: most programs cannot do with it.
 * @throws OSError EBADF.
 */
export function setBlocking(fd: number): void {
  const flags = must(() => libc().fcntl(fd, F_GETFL));
  must(() => libc().fcntl(fd, F_SETFL, flags & ~O_NONBLOCK));
}

/**
 * A second descriptor for the same open file, close-on-exec, with a number of at least `atLeast`.
 * @throws OSError EBADF, EMFILE, EINVAL.
 */
export function duplicateFd(fd: number, atLeast: number): number {
  return must(() => libc().fcntl(fd, F_DUPFD_CLOEXEC, atLeast));
}

/**
 * Opens a file close-on-exec, above the standard descriptors.
 * @param flags open(2)
 * @param mode of a file that is made, less the umask
 * @throws OSError with `filename`.
 */
export function openFd(path: OsString, flags: number, mode = 0): number {
  const fd = attempt(() => libc().open(cString(path), flags | O_CLOEXEC, mode));
  if (fd < 0) throw osError(-fd, { filename: path });
  return aboveStandard(fd);
}

const pollfd = Buffer.allocUnsafeSlow(128);

/** Whether poll(2) says POLLHUP: of a terminal's master, that nobody has the terminal open. */
export function isHungUp(fd: number): boolean {
  pollfd.writeInt32LE(fd, 0);
  pollfd.writeInt32LE(0, 4);
  return libc().poll(pollfd, 1, 0) > 0 && (pollfd.readInt16LE(6) & POLLHUP) !== 0;
}

/** The same open file under a number above 2, so that a closed standard descriptor of this process is not taken. */
export function aboveStandard(fd: number): number {
  if (fd > 2) return fd;
  try {
    return duplicateFd(fd, 3);
  } finally {
    closeFd(fd);
  }
}
