/** Milliseconds between two looks: what people see of a pipe that fills is late by this much at most. */
const LOOK_MILLIS = 250;

/** Looks from time to time how much waits in the pipe of a stream that is not read: nothing else tells that it fills. */
export class PipeLook {
  readonly #unread: () => number;
  readonly #changed: () => void;
  #timer: NodeJS.Timeout | null = null;
  #seen = -1;

  /**
   * @param unread bytes in the pipe
   * @param changed told when there are more or fewer than at the last look
   */
  constructor(unread: () => number, changed: () => void) {
    this.#unread = unread;
    this.#changed = changed;
  }

  /** Begins to look. Idempotent. */
  start(): void {
    this.#timer ??= setInterval(() => this.#look(), LOOK_MILLIS).unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#seen = -1;
  }

  #look(): void {
    const now = this.#unread();
    if (now === this.#seen) return;
    this.#seen = now;
    this.#changed();
  }
}
