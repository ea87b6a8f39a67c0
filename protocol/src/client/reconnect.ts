import type { Cancel, Clock } from '../base/clock.ts';

/** Mean waits before the first, second, ... try after a loss, in milliseconds; the last one repeats. */
const WAITS_MS = [100, 500, 1_500, 3_000];
/** Each wait is spread by this part of itself, so that many clients do not come at once. */
const JITTER = 0.3;
/** No more than one try in this many milliseconds on average, ... */
const MEAN_GAP_MS = 2_000;
/** ... with this many in hand, so that a short cut is over at once. */
const BURST = 5;

/** Says when to try again. */
export class Reconnect {
  readonly #clock: Clock;
  /** A number in [0, 1). */
  readonly #random: () => number;
  readonly #attempt: () => void;
  #failures = 0;
  #tokens = BURST;
  #tokensAt: number;
  #cancel: Cancel | null = null;
  #nextTryAt: number | null = null;

  constructor(clock: Clock, random: () => number, attempt: () => void) {
    this.#clock = clock;
    this.#random = random;
    this.#attempt = attempt;
    this.#tokensAt = clock.now();
  }

  /** In the clock's milliseconds; null when no try is planned. */
  get nextTryAt(): number | null {
    return this.#nextTryAt;
  }

  /** Plans the next try, unless one is planned. */
  plan(): void {
    if (this.#cancel !== null) return;
    const mean = WAITS_MS[Math.min(this.#failures, WAITS_MS.length - 1)] ?? 0;
    const wait = Math.max(mean * (1 + JITTER * (2 * this.#random() - 1)), this.#untilToken());
    this.#failures += 1;
    this.#nextTryAt = this.#clock.now() + wait;
    this.#cancel = this.#clock.schedule(() => this.now(), wait);
  }

  /** Tries now, whatever was planned. */
  now(): void {
    this.stop();
    this.#refill();
    this.#tokens = Math.max(0, this.#tokens - 1);
    this.#attempt();
  }

  /** A try has led to a welcome: the next loss starts with the shortest wait. */
  succeeded(): void {
    this.#failures = 0;
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#nextTryAt = null;
  }

  #refill(): void {
    const now = this.#clock.now();
    this.#tokens = Math.min(BURST, this.#tokens + (now - this.#tokensAt) / MEAN_GAP_MS);
    this.#tokensAt = now;
  }

  #untilToken(): number {
    this.#refill();
    return Math.max(0, 1 - this.#tokens) * MEAN_GAP_MS;
  }
}
