import type { Run } from './run.ts';

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
    if (this.#send([...this.#dirty])) this.#dirty.clear();
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
