import type { Clock } from '../base/clock.ts';

/** Bytes that may be under way at least: one read of a small pipe. */
export const MIN_WINDOW = 16 * 1024;
/** Bytes that may be under way at most: what 16 MB/s need at 250 ms. */
export const MAX_WINDOW = 4 * 1024 * 1024;
/** Window before anything is known about the link: the largest frame. */
export const FIRST_WINDOW = 256 * 1024;
/** The window follows what was consumed in this many milliseconds, so that control waits about as long behind data. */
const MEASURE_MS = 250;
/** Room to grow: a link that keeps up gets half as much again each time. */
const GROWTH = 1.5;

/**
 * How many record bytes the agent may have sent in all on one attachment. Grants follow consumption: a reader that
 * does not keep up is sent nothing beyond its window, and no other reader notices.
 */
export class CreditWindow {
  readonly #clock: Clock;
  #received = 0;
  #consumed = 0;
  #granted: number;
  #window: number;
  #measuredAt: number;
  #consumedAtMeasure = 0;

  /** @param first bytes granted at the start */
  constructor(clock: Clock, first = FIRST_WINDOW) {
    this.#clock = clock;
    this.#measuredAt = clock.now();
    this.#granted = first;
    this.#window = first;
  }

  /** The absolute number last granted, or to be granted at the start. */
  get granted(): number {
    return this.#granted;
  }

  get window(): number {
    return this.#window;
  }

  received(bytes: number): void {
    this.#received += bytes;
  }

  /** Returns the new absolute grant when it is worth a message, else null. */
  consumed(bytes: number): number | null {
    this.#consumed += bytes;
    this.#measure();
    const grant = this.#consumed + this.#window;
    if (grant <= this.#granted || this.#granted - this.#received > this.#window / 2) return null;
    this.#granted = grant;
    return grant;
  }

  #measure(): void {
    const now = this.#clock.now();
    const elapsed = now - this.#measuredAt;
    if (elapsed < MEASURE_MS) return;
    const rate = (this.#consumed - this.#consumedAtMeasure) * Math.min(1, MEASURE_MS / elapsed);
    this.#window = Math.min(MAX_WINDOW, Math.max(MIN_WINDOW, Math.round(rate * GROWTH)));
    this.#measuredAt = now;
    this.#consumedAtMeasure = this.#consumed;
  }
}
