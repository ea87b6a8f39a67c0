import { becomeSubreaper, type EndedProcesses, endAdopted, reapAdopted } from './adopted.ts';

/** A child of this process that starts processes of its own. */
export interface Supervised<End> {
  readonly pid: number | undefined;
  /** Resolves when it has ended, in whatever way, and has been reaped. */
  readonly ended: Promise<End>;
}

/** How the supervised process ended, and what it left. */
export interface Conclusion<End> {
  readonly end: End;
  readonly leftovers: EndedProcesses;
}

/**
 * Starts a process and sees to it that nothing it started outlives it: this process becomes the parent of whatever
 * loses its own, reaps such processes as they end, and when the supervised one ends, be it by SIGKILL, kills the rest,
 * also what has changed its session or cleared its environment.
 * @param sparedSessions sessions started by this process that live on; read when it matters, so it may grow.
 */
export async function supervise<End>(
  start: () => Supervised<End>,
  sparedSessions: ReadonlySet<number> = new Set(),
): Promise<Conclusion<End>> {
  becomeSubreaper();
  const supervised = start();
  const own = new Set(supervised.pid === undefined ? [] : [supervised.pid]);
  const stopReaping = reapAdopted({ pids: own, sessions: sparedSessions });
  try {
    const end = await supervised.ended;
    return { end, leftovers: await endAdopted({ sessions: sparedSessions }) };
  } finally {
    stopReaping();
  }
}
