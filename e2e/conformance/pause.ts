import { CancelledError } from '@pipescope/protocol/process';

/** Waits on the clock; the event loop runs meanwhile. Aborting the signal ends it with CancelledError. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(new CancelledError());
      return;
    }
    const abort = (): void => {
      clearTimeout(timer);
      reject(new CancelledError());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** Waits until `condition` holds, looking every 10 ms. */
export async function poll(condition: () => boolean, signal?: AbortSignal): Promise<void> {
  while (!condition()) await pause(10, signal);
}

/** What came first: the promise's value, or `undefined` after so many milliseconds. The promise goes on. */
export async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  const stop = new AbortController();
  try {
    const late = pause(milliseconds, stop.signal).then(() => undefined);
    late.catch(() => undefined);
    return await Promise.race([promise, late]);
  } finally {
    stop.abort();
  }
}
