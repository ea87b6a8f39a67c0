import type { RunInfo } from '../state/protocol.ts';

/** Runs of one day. */
export interface RunDay {
  /** Days before today; 0 is today. Runs whose clock is ahead of ours are today's. */
  readonly ago: number;
  /** Local midnight of that day, milliseconds since 1970. */
  readonly at: number;
  readonly runs: readonly RunInfo[];
}

function midnight(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0);
}

/** Splits runs, newest first, by the local day they started on. A day may have 23 or 25 hours. */
export function runDays(runs: readonly RunInfo[], now: number): RunDay[] {
  const today = midnight(now);
  const days = new Map<number, RunInfo[]>();
  for (const run of runs) {
    const at = Math.min(midnight(run.startedAt), today);
    const day = days.get(at);
    if (day === undefined) days.set(at, [run]);
    else day.push(run);
  }
  return [...days].map(([at, group]) => ({ at, ago: Math.round((today - at) / 86_400_000), runs: group }));
}

/** Rows drawn at once: more than a person reads, few enough that opening the page is quick. */
export const RUNS_AT_ONCE = 200;

/**
 * The first `most` of `runs`, and more when the one that is looked at is further down.
 * @param selected ULID of the run that must be among them
 */
export function newestRuns(
  runs: readonly RunInfo[],
  most: number,
  selected: string | undefined,
): { readonly shown: readonly RunInfo[]; readonly older: number } {
  const at = selected === undefined ? -1 : runs.findIndex(({ run }) => run === selected);
  const count = Math.max(most, at + 1);
  return { shown: runs.slice(0, count), older: Math.max(0, runs.length - count) };
}
