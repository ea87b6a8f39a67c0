import { setTimeout as delay } from 'node:timers/promises';
import type { Limits } from '../recording/limits.ts';
import type { Run } from './run.ts';

const SIGTERM = 15;
const SIGKILL = 9;
/** Who signals, in the record. */
const AGENT = 'agent';

/** Ends runs: SIGTERM, after a while SIGKILL. Resolves when all have ended, or after `termMillis + killMillis`. */
export async function endAllRuns(runs: readonly Run[], limits: Limits): Promise<void> {
  const live = runs.filter((run) => run.state === 'running' || run.state === 'starting');
  const ended = Promise.all(live.map((run) => run.ended())).then(() => 'ended' as const);
  // Paused consumers would keep what their children still say in the pipe; nobody will read it later.
  for (const run of live) send(run, SIGTERM);
  if ((await first(ended, limits.termMillis)) === 'ended') return;
  for (const run of live) send(run, SIGKILL);
  await first(ended, limits.killMillis);
  for (const run of runs) run.close();
}

async function first(ended: Promise<'ended'>, millis: number): Promise<'ended' | 'late'> {
  const timer = new AbortController();
  const late = delay(millis, 'late' as const, { signal: timer.signal }).catch(() => 'late' as const);
  const result = await Promise.race([ended, late]);
  timer.abort();
  return result;
}

/** To the whole group of a run that leads one, else to the process; one that is gone needs nothing. */
function send(run: Run, signal: number): void {
  if (run.state !== 'running') return;
  const leads = run.request.startNewSession || run.request.processGroup === 0;
  try {
    run.signal(signal, leads ? 'group' : 'process', AGENT);
  } catch {
    // It ended meanwhile, or is not ours to signal: the last step closes it.
  }
}
