import { osError } from '@pipescope/protocol/process';
import { libc } from './libc.ts';

/**
 * Makes a system call that says -1 when it fails, and that may be made again then. Returns its result, or the negated
 * errno(3), as the kernel does.
 *
 * errno is asked for by a second call from JavaScript, and V8 may run between the two: it collects garbage, compiles and
 * wakes its threads, and the calls it makes for that have an errno too. On a busy machine one write in some hundreds to a
 * full pipe was seen to end in ENOMEM instead of EAGAIN, which closed the pipe and dropped what waited; elsewhere a
 * wrong errno would name a wrong error. So an errno is believed when two attempts in a row end in it.
 * @param harmless errnos that need no second attempt, as whoever gets them tries again later
 */
export function attempt(call: () => number, harmless: ReadonlySet<number> = NONE): number {
  for (let before = 0; ; ) {
    const result = call();
    if (result >= 0) return result;
    const errno = libc().errno();
    // Never 0: nothing fails with that.
    if ((errno === before && errno !== 0) || harmless.has(errno)) return -errno;
    before = errno;
  }
}

/**
 * The result of a system call that is not expected to fail; see `attempt`.
 * @throws OSError.
 */
export function must(call: () => number): number {
  const result = attempt(call);
  if (result < 0) throw osError(-result);
  return result;
}

const NONE: ReadonlySet<number> = new Set();
