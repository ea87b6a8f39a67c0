import { type AbortSignalLike, AbortSource, type Cancellable, isAborted } from '../base/abort.ts';
import type { Cancel, Clock } from '../base/clock.ts';
import { CancelledError, TimeoutError } from './errors.ts';

/**
 * Gives `run` a time limit in milliseconds (null for none), as `asyncio.wait_for`. When the time is over, the signal
 * that `run` was given is aborted, and what it still does in a `finally` is waited for. A `run` that takes no signal
 * cannot be told: the wait ends, and what it began goes on.
 * @throws TimeoutError when the time was over before `run` was done.
 * @throws CancelledError when the signal in the options is aborted.
 */
export type WaitFor = <Result>(
  run: (signal: AbortSignalLike) => Promise<Result>,
  ms: number | null,
  options?: Cancellable,
) => Promise<Result>;

/** Longest delay in milliseconds that timers of Node and browsers keep to; a longer one fires at once there. */
const LONGEST = 2 ** 31 - 1;

/** `waitFor` by the time of a clock. */
export function createWaitFor(clock: Clock): WaitFor {
  return async (run, ms, { signal } = {}) => {
    if (ms !== null && (typeof ms !== 'number' || Number.isNaN(ms))) {
      throw new TypeError(`the time must be a number of milliseconds or null, not ${String(ms)}`);
    }
    if (isAborted(signal)) throw new CancelledError();
    const source = new AbortSource();
    let isOver = false;
    const cancelTimer = after(clock, ms, () => {
      isOver = true;
      source.abort();
    });
    const cancel = (): void => source.abort();
    signal?.addEventListener('abort', cancel);
    try {
      return await (run.length === 0 ? unlessAborted(run(source), source) : run(source));
    } catch (error) {
      if (!isOver || isAborted(signal) || !(error instanceof CancelledError)) throw error;
      throw new TimeoutError(`It was not done within ${ms} ms.`);
    } finally {
      cancelTimer();
      signal?.removeEventListener('abort', cancel);
    }
  };
}

/** Calls `run` after so many milliseconds, at once when there are none, never for null and Infinity. */
function after(clock: Clock, ms: number | null, run: () => void): Cancel {
  let cancel: Cancel = () => undefined;
  const wait = (rest: number): void => {
    if (rest <= 0) run();
    else cancel = clock.schedule(() => wait(rest - LONGEST), Math.min(rest, LONGEST));
  };
  if (ms !== null && ms !== Number.POSITIVE_INFINITY) wait(ms);
  return () => cancel();
}

function unlessAborted<Result>(promise: Promise<Result>, source: AbortSource): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new CancelledError());
    if (source.aborted) abort();
    source.addEventListener('abort', abort);
    promise.then(resolve, reject);
  });
}
