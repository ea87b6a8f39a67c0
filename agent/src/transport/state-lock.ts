import { closeSync, constants, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { osError } from '@pipescope/protocol/process';
import { EAGAIN, LOCK_EX, LOCK_NB } from '../os/constants.ts';
import { libc } from '../os/libc.ts';

/** Name of the file that says which agent a state directory belongs to. */
const LOCK = 'lock';
const FLAGS = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Claims `directory` for this process. The kernel holds the claim (flock(2)) and drops it when the process ends, however
 * it does: a file that had to be found stale and replaced could be so by two starts at once. The file stays, with the
 * number of the last holder, for people.
 * @returns a function that gives it up, or undefined while another process that lives has it
 * @throws Error of open(2), as when the file is a symbolic link; OSError of flock(2)
 */
export function claimStateDir(directory: string): (() => void) | undefined {
  const fd = openSync(join(directory, LOCK), FLAGS, 0o600);
  if (libc().flock(fd, LOCK_EX | LOCK_NB) < 0) {
    const errno = libc().errno();
    closeSync(fd);
    if (errno === EAGAIN) return undefined;
    throw osError(errno, { filename: join(directory, LOCK) });
  }
  ftruncateSync(fd);
  writeSync(fd, `${process.pid}\n`, 0);
  return () => closeSync(fd);
}
