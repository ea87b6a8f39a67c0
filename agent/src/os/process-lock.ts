import { libc } from './libc.ts';

/** Milliseconds to wait for another thread, which holds the lock for the time of one spawn. */
const PATIENCE = 1000;

/**
 * Runs something while no other thread of this process runs its own: for the umask and resource limits, which belong
 * to all threads. A thread that was terminated while it held the lock is waited for once, then passed over.
 */
export function withProcessLock<Result>(run: () => Result): Result {
  const held = acquire();
  try {
    return run();
  } finally {
    if (held) libc().unlock();
  }
}

let abandoned = false;

function acquire(): boolean {
  const { tryLock } = libc();
  if (tryLock() === 0) return true;
  if (abandoned) return false;
  const sleep = new Int32Array(new SharedArrayBuffer(4));
  for (const deadline = performance.now() + PATIENCE; performance.now() < deadline; ) {
    Atomics.wait(sleep, 0, 0, 1);
    if (tryLock() === 0) return true;
  }
  abandoned = true;
  return false;
}
