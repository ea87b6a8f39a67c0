/**
 * The part of `AbortSignal` this package uses. An abort stands for `task.cancel()` in asyncio:
 * it ends one wait, never the process.
 */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Options of every awaitable method. */
export interface Cancellable {
  /** Ends this wait with `CancelledError` when aborted; nothing else is affected. */
  readonly signal?: AbortSignalLike | undefined;
}

/** Whether a signal is there and aborted. */
export function isAborted(signal: AbortSignalLike | undefined): boolean {
  return signal?.aborted === true;
}

/** A signal and the means to abort it: what `AbortController` is, for a place that may not have one. */
export class AbortSource implements AbortSignalLike {
  readonly #listeners = new Set<() => void>();
  #aborted = false;

  get aborted(): boolean {
    return this.#aborted;
  }

  /** Tells every listener, once. */
  abort(): void {
    if (this.#aborted) return;
    this.#aborted = true;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    if (!this.#aborted) this.#listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.delete(listener);
  }
}
