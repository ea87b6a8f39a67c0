import type { TransportLimits } from './limits.ts';

const MINUTE = 60_000;

/** Counts failed authentications over all sockets and says when to slow them down. */
export class FailedAuths {
  readonly #limits: Pick<TransportLimits, 'failedAuthsPerMinute' | 'failedAuthDelay'>;
  /** Times of the most recent ones, oldest first; never more than the limit. */
  readonly #recent: number[] = [];

  constructor(limits: Pick<TransportLimits, 'failedAuthsPerMinute' | 'failedAuthDelay'>) {
    this.#limits = limits;
  }

  /**
   * Notes a failure and returns the milliseconds to wait before the peer is told: 0 while failures are few.
   * @param now monotonic milliseconds
   */
  add(now: number): number {
    while (this.#recent[0] !== undefined && now - this.#recent[0] > MINUTE) this.#recent.shift();
    if (this.#recent.length >= this.#limits.failedAuthsPerMinute) return this.#limits.failedAuthDelay;
    this.#recent.push(now);
    return 0;
  }
}
