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
