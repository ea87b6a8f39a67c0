import { osError } from '@pipescope/protocol/process';
import { cString } from './c-string.ts';
import { O_RDWR } from './constants.ts';
import { duplicateFd, isOpenFd } from './fd.ts';
import { libc } from './libc.ts';

/** A terminal that the child opens itself, by its path: the leader of a new session makes it its controlling one. */
export interface ChildTerminal {
  readonly path: string;
}

/** What one of the child's 0, 1 and 2 is: a descriptor of this process, the terminal, or null for closed. */
export type ChildStream = number | ChildTerminal | null;
export type ChildStdio = readonly [ChildStream, ChildStream, ChildStream];

/** What the child's table of descriptors is to be. */
export interface ChildFds {
  readonly stdio: ChildStdio;
  /** More of this process's descriptors, which the child has under the same numbers. */
  readonly passFds: readonly number[];
  /** Whether every other one above 2 is closed; else only those that are close-on-exec. */
  readonly closeFds: boolean;
}

/**
 * Writes down, in a `posix_spawn_file_actions_t`, the steps that make the child's table exactly what was asked for.
 * @param copies receives descriptors made on the way, to be closed after the spawn, also when this throws.
 * @throws OSError EBADF for a descriptor that is not open, ENOMEM, EMFILE.
 */
export function addChildFds(actions: Uint8Array, { stdio, passFds, closeFds }: ChildFds, copies: number[]): void {
  const passed = [...new Set(passFds)].filter((fd) => fd > 2).toSorted((a, b) => a - b);
  for (const fd of [...stdio, ...passFds]) {
    if (typeof fd === 'number' && !isOpenFd(fd)) throw osError('EBADF');
  }
  const { addDup2, addClose, addOpen, addCloseFrom } = libc();
  const above = (passed.at(-1) ?? 2) + 1;
  let terminal: number | null = null;
  for (const [target, fd] of stdio.entries()) {
    if (fd === null) {
      check(addClose(actions, target));
      continue;
    }
    if (typeof fd === 'object') {
      // One open file for all its streams, as login(1) leaves them.
      if (terminal === null) check(addOpen(actions, target, cString(fd.path), O_RDWR, 0));
      else check(addDup2(actions, terminal, target));
      terminal ??= target;
      continue;
    }
    // A source that is itself one of 0-2 may be overwritten before it is used.
    const overwritten = fd < target && stdio[fd] !== fd;
    const source = overwritten ? duplicateFd(fd, above) : fd;
    if (overwritten) copies.push(source);
    // Also with equal numbers: Node marks its 0-2 close-on-exec, and this takes the mark away.
    check(addDup2(actions, source, target));
  }
  for (const fd of passed) check(addDup2(actions, fd, fd));
  if (closeFds) {
    for (let fd = 3; fd < above; fd += 1) if (!passed.includes(fd) && isOpenFd(fd)) check(addClose(actions, fd));
    check(addCloseFrom(actions, above));
  }
}

function check(errno: number): void {
  if (errno !== 0) throw osError(errno);
}
