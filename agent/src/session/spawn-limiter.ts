import { setTimeout as delay } from 'node:timers/promises';
import { osError } from '@pipescope/protocol/process';

/** Lets so many starts happen per second; more wait their turn, and fail when it is too far off. */
export class SpawnLimiter {
  readonly #perSecond: number;
  readonly #longestWait: number;
  /** When the bucket of a second's worth of starts was, or will be, full: milliseconds. */
  #fullAt = 0;

  /** @param longestWait milliseconds */
  constructor(perSecond: number, longestWait: number) {
    this.#perSecond = perSecond;
    this.#longestWait = longestWait;
  }

  /** Resolves when one start may happen. @throws OSError (EAGAIN) when that would take too long. */
  async turn(): Promise<void> {
    const now = performance.now();
    const next = Math.max(this.#fullAt, now) + 1_000 / this.#perSecond;
    const wait = next - now - 1_000;
    if (wait > this.#longestWait) {
      throw osError('EAGAIN', { message: `More than ${this.#perSecond} processes a second were to be started` });
    }
    this.#fullAt = next;
    if (wait > 0) await delay(wait);
  }
}
