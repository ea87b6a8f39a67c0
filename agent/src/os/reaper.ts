import { attempt } from './attempt.ts';
import { ECHILD, WNOHANG } from './constants.ts';
import { type ExitStatus, exitStatus, LOST_STATUS, RUSAGE_SIZE } from './exit-status.ts';
import { closeFd } from './fd.ts';
import { libc } from './libc.ts';
import { watch } from './poll.ts';

/**
 * Waits for a child of this process without blocking, then reaps it, and calls `exited` once, from the event loop.
 * The pid stays this child's until then. Keeps the process alive meanwhile.
 * Uses a pidfd as CPython 3.12 does, and SIGCHLD (main thread only) where the kernel has none.
 */
export function reapOnExit(pid: number, exited: (status: ExitStatus) => void): void {
  const floorKib = process.resourceUsage().maxRSS;
  const pidfd = libc().pidfdOpen(pid);
  if (pidfd < 0) return reapOnSigchld(pid, floorKib, exited);
  const pidfdWatch = watch(pidfd, () => {
    const status = reap(pid, floorKib);
    if (status === null) return;
    pidfdWatch.close();
    closeFd(pidfd);
    exited(status);
  });
  pidfdWatch.start({ readable: true });
}

/** Collects the status of one child if it has ended; null while it runs. Never waits for others: libuv has children too. */
function reap(pid: number, floorKib: number): ExitStatus | null {
  const status = new Int32Array(1);
  const usage = Buffer.alloc(RUSAGE_SIZE);
  const result = attempt(() => libc().wait4(pid, status, WNOHANG, usage));
  if (result === pid) return exitStatus(status[0] ?? 0, usage, floorKib);
  return result === -ECHILD ? LOST_STATUS : null;
}

/** Looks at the children that have no pidfd, each at its own. */
const looks = new Set<() => void>();

/** One for all: a listener for each child would look like a leak to Node. */
function lookAtAll(): void {
  for (const look of looks) look();
}

/** The way of `reapOnExit` without pidfds. It looks at this child whenever any has ended. */
export function reapOnSigchld(pid: number, floorKib: number, exited: (status: ExitStatus) => void): void {
  const keepAlive = setInterval(look, 1000);
  function look(): void {
    const status = reap(pid, floorKib);
    if (status === null) return;
    looks.delete(look);
    if (looks.size === 0) process.off('SIGCHLD', lookAtAll);
    clearInterval(keepAlive);
    exited(status);
  }
  if (looks.size === 0) process.on('SIGCHLD', lookAtAll);
  looks.add(look);
  // It may have ended before the listener was there.
  setImmediate(look);
}
