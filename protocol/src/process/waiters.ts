import type { AbortSignalLike } from '../base/abort.ts';
import { CancelledError } from './errors.ts';

interface Waiter<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

/** Everyone who waits for one event. Each wait can be ended by its own signal without touching the others. */
export class Waiters<T> {
  readonly #waiting = new Set<Waiter<T>>();

  /** Number of waits that are not settled. */
  get size(): number {
    return this.#waiting.size;
  }

  /**
   * Waits for the next `resolve` or `reject`.
   * @throws CancelledError when the signal is aborted before that.
   */
  wait(signal?: AbortSignalLike): Promise<T> {
    if (signal === undefined) return new Promise((resolve, reject) => this.#waiting.add({ resolve, reject }));
    if (signal.aborted) return Promise.reject(new CancelledError());
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.#waiting.delete(waiter);
        waiter.reject(new CancelledError());
      };
      const waiter: Waiter<T> = {
        resolve: (value) => {
          signal.removeEventListener('abort', abort);
          resolve(value);
        },
        reject: (error) => {
          signal.removeEventListener('abort', abort);
          reject(error);
        },
      };
      this.#waiting.add(waiter);
      signal.addEventListener('abort', abort);
    });
  }

  /** Releases everyone who waits now. */
  resolve(value: T): void {
    for (const waiter of this.#takeAll()) waiter.resolve(value);
  }

  /** Rejects everyone who waits now. */
  reject(error: Error): void {
    for (const waiter of this.#takeAll()) waiter.reject(error);
  }

  #takeAll(): Waiter<T>[] {
    const all = [...this.#waiting];
    this.#waiting.clear();
    return all;
  }
}
