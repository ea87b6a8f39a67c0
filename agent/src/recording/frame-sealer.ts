/** What decides when an open frame is sealed. */
export interface SealRules {
  /** Longest wait in milliseconds. */
  readonly frameMillis: number;
  /** Bytes within `frameMillis` above which output counts as a flood. */
  readonly floodBytes: number;
}

/**
 * When to seal the open frame. While little comes, at the end of this turn of the event loop, so that an echo waits
 * for nothing; in a flood when it is full or `frameMillis` have passed, so that a frame carries many entries.
 */
export class FrameSealer {
  readonly #rules: SealRules;
  readonly #seal: () => void;
  #windowStart = Number.NEGATIVE_INFINITY;
  #windowBytes = 0;
  #immediate: NodeJS.Immediate | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(rules: SealRules, seal: () => void) {
    this.#rules = rules;
    this.#seal = seal;
  }

  /** The open frame has grown by `bytes` at `now` (milliseconds). */
  grew(bytes: number, now: number): void {
    if (now - this.#windowStart >= this.#rules.frameMillis) {
      this.#windowStart = now;
      this.#windowBytes = 0;
    }
    this.#windowBytes += bytes;
    if (this.#immediate !== null || this.#timer !== null) return;
    if (this.#windowBytes <= this.#rules.floodBytes) this.#immediate = setImmediate(this.#fire);
    else this.#timer = setTimeout(this.#fire, Math.max(1, this.#windowStart + this.#rules.frameMillis - now));
  }

  /** The frame is sealed: nothing waits any more. */
  sealed(): void {
    if (this.#immediate !== null) clearImmediate(this.#immediate);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#immediate = null;
    this.#timer = null;
  }

  readonly #fire = (): void => {
    this.sealed();
    this.#seal();
  };
}
