import type { Clock } from '@pipescope/protocol/process';

/** Time by Node's timers. */
export const nodeClock: Clock = {
  now: () => performance.now(),
  schedule(run, ms) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
