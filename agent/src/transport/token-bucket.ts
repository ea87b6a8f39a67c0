/** Lets `rate` things a second through, and `burst` of them at once. Time is handed in, in milliseconds. */
export class TokenBucket {
  readonly #rate: number;
  readonly #burst: number;
  #tokens: number;
  #filledAt: number;

  constructor(rate: number, burst: number, now: number) {
    this.#rate = rate;
    this.#burst = burst;
    this.#tokens = burst;
    this.#filledAt = now;
  }

  /** Takes `cost` tokens, on credit if need be. Returns what `debt` does. */
  take(now: number, cost = 1): number {
    this.#fill(now);
    this.#tokens -= cost;
    return this.debt(now);
  }

  /** Milliseconds until the bucket is out of debt; 0 when it is in none. */
  debt(now: number): number {
    this.#fill(now);
    return this.#tokens >= 0 ? 0 : Math.ceil((-this.#tokens * 1_000) / this.#rate);
  }

  #fill(now: number): void {
    const elapsed = Math.max(0, now - this.#filledAt);
    this.#tokens = Math.min(this.#burst, this.#tokens + (elapsed * this.#rate) / 1_000);
    this.#filledAt = now;
  }
}
