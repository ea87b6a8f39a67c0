import { setTimeout as sleep } from 'node:timers/promises';
import { must } from './attempt.ts';
import { PR_SET_CHILD_SUBREAPER, SIGKILL, SIGSTOP, WNOHANG } from './constants.ts';
import { libc } from './libc.ts';
import { childrenOf, descendantsOf, statFields } from './process-tree.ts';

/** Processes re-parented to this one that are not its business. */
export interface Spared {
  /** A child that something else in this process waits for. */
  readonly pids?: ReadonlySet<number>;
  /** Sessions (setsid(2)) whose processes live on, such as a browser that was opened. */
  readonly sessions?: ReadonlySet<number>;
}

/** What `endAdopted` found. */
export interface EndedProcesses {
  /** How many processes it killed. */
  readonly killed: number;
  /** Those that could not be ended in time: of another user, or stuck in the kernel. */
  readonly left: readonly number[];
}

/** Milliseconds after which processes that do not die are given up. */
const DEADLINE = 5_000;
/** Milliseconds between two looks while killed processes are on their way out. */
const PAUSE = 2;
/** Rounds in which new processes are stopped before all are killed. */
const STOP_ROUNDS = 100;

/**
 * From now on, a descendant whose parent ends becomes a child of this process instead of init's
 * (PR_SET_CHILD_SUBREAPER of prctl(2)).
 */
export function becomeSubreaper(): void {
  must(() => libc().prctl(PR_SET_CHILD_SUBREAPER, 1));
}

/**
 * Reaps adopted processes as they end, by pid and never waitpid(-1), as Node's own children are waited for by Node.
 * @returns a function that stops it.
 */
export function reapAdopted(spared: Spared): () => void {
  const look = (): void => reapAll(childrenOf(process.pid).filter((pid) => !isAwaited(pid, spared)));
  process.on('SIGCHLD', look);
  look();
  return () => process.off('SIGCHLD', look);
}

/**
 * Kills and reaps every descendant of this process until none is left. Each is stopped before any is killed, so that
 * none can start another meanwhile.
 */
export async function endAdopted(spared: Spared = {}): Promise<EndedProcesses> {
  const isSpared = (pid: number): boolean => isAwaited(pid, spared) || isInSession(pid, spared);
  const killed = new Set<number>();
  for (const deadline = performance.now() + DEADLINE; ; ) {
    const tree = stopAll(isSpared);
    for (const pid of tree) {
      if (libc().kill(pid, SIGKILL) === 0) killed.add(pid);
    }
    reapAll(childrenOf(process.pid).filter((pid) => !isSpared(pid)));
    const left = descendantsOf(process.pid, isSpared);
    if (left.length === 0 || performance.now() > deadline) return { killed: killed.size, left };
    await sleep(PAUSE);
  }
}

function stopAll(isSpared: (pid: number) => boolean): number[] {
  const stopped = new Set<number>();
  for (let round = 0; round < STOP_ROUNDS; round += 1) {
    const fresh = descendantsOf(process.pid, isSpared).filter((pid) => !stopped.has(pid));
    if (fresh.length === 0) break;
    for (const pid of fresh) {
      libc().kill(pid, SIGSTOP);
      stopped.add(pid);
    }
  }
  return [...stopped];
}

function reapAll(pids: readonly number[]): void {
  const status = new Int32Array(1);
  for (const pid of pids) libc().wait4(pid, status, WNOHANG, null);
}

/** Also a spared session's leader: it was started by this process, which waits for it. */
function isAwaited(pid: number, { pids, sessions }: Spared): boolean {
  return pids?.has(pid) === true || sessions?.has(pid) === true;
}

function isInSession(pid: number, { sessions }: Spared): boolean {
  return sessions !== undefined && sessions.size > 0 && sessions.has(Number(statFields(pid)[3]));
}
