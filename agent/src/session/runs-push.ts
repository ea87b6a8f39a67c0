import type { Run } from './run.ts';

/** Runs in one message, each of at most about 10 KiB: less than the 4 MiB that clients take. */
const RUNS_PER_MESSAGE = 256;

/** Tells a client of changed runs: at once while little changes, at most every `millis` milliseconds otherwise. */
export class RunsPush {
  readonly #millis: number;
  readonly #send: (runs: readonly Run[]) => boolean;
  readonly #dirty = new Set<Run>();
  #sentAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #immediate: NodeJS.Immediate | null = null;

  /** @param send false when the connection takes nothing now; call `flush` when it does again */
  constructor(millis: number, send: (runs: readonly Run[]) => boolean) {
    this.#millis = millis;
    this.#send = send;
  }

  changed(run: Run): void {
    this.#dirty.add(run);
    if (this.#timer !== null || this.#immediate !== null) return;
    const wait = this.#sentAt + this.#millis - performance.now();
    if (wait > 0) this.#timer = setTimeout(this.flush, wait);
    else this.#immediate = setImmediate(this.flush);
  }

  gone(run: Run): void {
    this.#dirty.delete(run);
  }

  /** Sends now what waits. */
  readonly flush = (): void => {
    this.#clear();
    if (this.#dirty.size === 0) return;
    this.#sentAt = performance.now();
    const runs = [...this.#dirty];
    for (let at = 0; at < runs.length; at += RUNS_PER_MESSAGE) {
      const some = runs.slice(at, at + RUNS_PER_MESSAGE);
      if (!this.#send(some)) return;
      for (const run of some) this.#dirty.delete(run);
    }
  };

  stop(): void {
    this.#clear();
    this.#dirty.clear();
  }

  #clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#immediate !== null) clearImmediate(this.#immediate);
    this.#timer = null;
    this.#immediate = null;
  }
}
