import { osError } from '@pipescope/protocol/process';
import { closeFd } from '../os/fd.ts';
import { openPipe } from '../os/pipe.ts';

/** The descriptors of a pipe(7): what is written to `w` is read from `r`. */
export interface PipeFds {
  readonly r: number;
  readonly w: number;
}

/** Descriptors that `pipe` gave and `close` has not taken back. */
const open = new Set<number>();

/**
 * A kernel pipe between two children: give `w` to one as stdout and `r` to the other as stdin, and close both here
 * right after each start. As long as a copy of `w` is open, here too, the reader sees no end.
 * @throws OSError EMFILE, ENFILE.
 */
export async function pipe(): Promise<PipeFds> {
  const { readEnd, writeEnd } = openPipe();
  open.add(readEnd).add(writeEnd);
  return { r: readEnd, w: writeEnd };
}

/**
 * Closes a descriptor that `pipe` gave (close(2)).
 * @throws OSError EBADF for any other, and when it is closed already: the number may be another file by now.
 */
export function close(fd: number): void {
  if (!open.delete(fd)) throw osError('EBADF');
  closeFd(fd);
}
