import { hasParentEnd, osError, type SpawnRequest, type StdioTarget } from '@pipescope/protocol/process';
import type { ChildStdio, ChildStream } from '../os/child-fds.ts';
import { O_RDWR } from '../os/constants.ts';
import { userId } from '../os/credentials.ts';
import { closeFd, isOpenFd, openFd } from '../os/fd.ts';
import { openPipe, setPipeCapacity } from '../os/pipe.ts';
import { openPty } from '../os/pty.ts';
import { openStdioFile } from './open-stdio-file.ts';
import { Terminal } from './terminal.ts';

/** This process's ends of a child's streams; null where it has none. */
export interface ParentEnds {
  readonly stdin: number | null;
  readonly stdout: number | null;
  readonly stderr: number | null;
  /** The child's terminal: stdin is then a descriptor of its own; stdout or stderr, or neither, is its `master`. */
  readonly terminal: Terminal | null;
}

/** The descriptors behind a child's 0, 1 and 2, made but not yet used. */
export interface StdioTable {
  readonly child: ChildStdio;
  readonly parent: ParentEnds;
  /** Closes this process's copies of the child's ends. Once, right after the spawn: else no reader would see EOF. */
  closeChildEnds(): void;
  /** Closes this process's own ends, when there is no child to use them. */
  closeParentEnds(): void;
}

/**
 * Makes the pipes and the terminal, and opens /dev/null and files, for a request.
 * @throws OSError EBADF for `'stdout'` anywhere but stderr, EMFILE and the like, what `openPty` throws, PermissionError for a pipe size above the limit, what open(2) says of a file; nothing is left open then.
 */
export function openStdioTable(request: SpawnRequest): StdioTable {
  const childEnds: number[] = [];
  const parentEnds: number[] = [];
  let devnull: number | null = null;
  let terminal: Terminal | null = null;

  /** @returns the child's descriptor and this process's end. */
  const open = (target: Exclude<StdioTarget, 'stdout'>, fd: 0 | 1 | 2): [ChildStream, number | null] => {
    if (target === 'inherit') return [isOpenFd(fd) ? fd : null, null];
    if (target === 'devnull') {
      if (devnull === null) childEnds.push((devnull = openFd('/dev/null', O_RDWR)));
      return [devnull, null];
    }
    if (target === 'pty') {
      terminal ??= openTerminal(request);
      if (fd !== 0) return [terminal, hasParentEnd(fd === 1 ? 'stdout' : 'stderr', request) ? terminal.master : null];
      const stdin = terminal.duplicateMaster();
      parentEnds.push(stdin);
      return [terminal, stdin];
    }
    if (target !== 'pipe') {
      if ('fd' in target) return [target.fd, null];
      const file = openStdioFile(target, request.cwd);
      childEnds.push(file);
      return [file, null];
    }
    const { readEnd, writeEnd } = openPipe();
    const [childEnd, parentEnd] = fd === 0 ? [readEnd, writeEnd] : [writeEnd, readEnd];
    childEnds.push(childEnd);
    parentEnds.push(parentEnd);
    if (request.pipeSize !== null) setPipeCapacity(parentEnd, request.pipeSize);
    return [childEnd, parentEnd];
  };
  const closeAll = (fds: number[]): void => {
    for (const fd of fds.splice(0)) closeFd(fd);
  };

  const closeParentEnds = (): void => {
    closeAll(parentEnds);
    if (terminal === null) return;
    closeFd(terminal.master);
    terminal.closed();
  };

  try {
    if (request.stdin === 'stdout' || request.stdout === 'stdout') throw osError('EBADF');
    const [childStdin, stdin] = open(request.stdin, 0);
    const [childStdout, stdout] = open(request.stdout, 1);
    const [childStderr, stderr] = request.stderr === 'stdout' ? [childStdout, null] : open(request.stderr, 2);
    return {
      child: [childStdin, childStdout, childStderr],
      parent: { stdin, stdout, stderr, terminal },
      closeChildEnds: () => closeAll(childEnds),
      closeParentEnds,
    };
  } catch (error) {
    closeAll(childEnds);
    closeParentEnds();
    throw error;
  }
}

function openTerminal({ columns, rows, user }: SpawnRequest): Terminal {
  return new Terminal(openPty(columns, rows, user === null ? null : userId(user)));
}
