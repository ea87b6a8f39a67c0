import { F_GETFD } from './constants.ts';
import { libc, type PollInterest } from './libc.ts';

export type { PollInterest } from './libc.ts';

/** What a watched descriptor is ready for. */
export interface PollEvents {
  readonly readable: boolean;
  readonly writable: boolean;
  readonly disconnect: boolean;
  /** poll(2) POLLERR: of a pipe's write end, that nobody reads it any more. The watch has stopped by itself. */
  readonly error: boolean;
}

/** A watch on one descriptor, made stopped; started, it keeps the process alive. Every member but `close` throws once it is closed. */
export interface Watch {
  /** Begin to call; or change what is watched for. */
  start(interest: PollInterest): void;
  /** Stop calling, at once and also for what was already ready. Idempotent. */
  stop(): void;
  /** End the watch. Must come before the descriptor is closed. Idempotent. */
  close(): void;
}

const watched = new Set<number>();

/**
 * Calls `ready` from the event loop whenever `fd` is ready for what the watch was started with: level-triggered,
 * as poll(2). Sets O_NONBLOCK on the open file.
 * This is the only use of koffi's poll: a second one on the same descriptor, or one on a closed descriptor, would
 * abort the process, so both are refused here.
 * @throws Error for a descriptor that is watched already or not open: a mistake in this program.
 */
export function watch(fd: number, ready: (events: PollEvents) => void): Watch {
  if (watched.has(fd)) throw new Error(`fd ${fd} is watched already: close the first watch before its fd is closed`);
  const { fcntl, uvPoll } = libc();
  if (fcntl(fd, F_GETFD) < 0) throw new Error(`fd ${fd} cannot be watched: it is not open`);

  let started = false;
  let stoppedByError = false;
  const callback = (status: number, events: Omit<PollEvents, 'error'>): void => {
    if (!started) return;
    if (status < 0) {
      started = false;
      stoppedByError = true;
    }
    try {
      ready({ ...events, error: status < 0 });
    } catch (error) {
      // An exception that reached koffi would stop all polling for good.
      setImmediate(() => {
        throw error;
      });
    }
  };

  let handle: ReturnType<typeof uvPoll> | null = null;
  let closed = false;
  watched.add(fd);

  const assertOpen = (): void => {
    if (closed) throw new Error(`the watch on fd ${fd} is closed`);
  };
  return {
    start(interest) {
      assertOpen();
      started = true;
      if (handle === null) handle = uvPoll(fd, interest, callback);
      else handle.start(interest, callback);
      stoppedByError = false;
    },
    stop() {
      assertOpen();
      if (started && !stoppedByError) handle?.stop();
      started = false;
    },
    close() {
      if (closed) return;
      closed = true;
      started = false;
      handle?.close();
      handle = null;
      watched.delete(fd);
    },
  };
}
