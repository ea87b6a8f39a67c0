import type { Role, RunInfo } from '@pipescope/protocol';
import type { Limits } from '../recording/limits.ts';
import type { Run } from './run.ts';
import { runInfo } from './run-info.ts';

/** The runs that one answer holds, and those it does not. */
export interface NewestRuns {
  /** Oldest first. */
  readonly runs: readonly RunInfo[];
  readonly older: readonly Run[];
  /** How many there are of both. */
  readonly total: number;
}

/** The newest of `all`, as many as fit in one answer to `list`; at least one. */
export function newestRuns(all: readonly Run[], role: Role, { listBytes }: Limits): NewestRuns {
  const runs: RunInfo[] = [];
  let bytes = 0;
  for (const run of all.toReversed()) {
    const info = runInfo(run, role);
    bytes += Buffer.byteLength(JSON.stringify(info)) + 1;
    if (bytes > listBytes && runs.length > 0) break;
    runs.push(info);
  }
  return { runs: runs.reverse(), older: all.slice(0, all.length - runs.length), total: all.length };
}
