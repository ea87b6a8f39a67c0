import { osError } from '@pipescope/protocol/process';
import { attempt } from './attempt.ts';
import { EAGAIN, EINTR, EPIPE } from './constants.ts';
import { closeFd, isHungUp, setNonBlocking } from './fd.ts';
import { libc } from './libc.ts';
import { type PollEvents, type PollInterest, type Watch, watch } from './poll.ts';
import { WriteQueue } from './write-queue.ts';

/** Who hears what becomes of the bytes. */
export interface FdWriteSink {
  /** One write(2) took these bytes, in order. May be called from inside `write`. */
  accepted(bytes: Uint8Array): void;
  /**
   * The descriptor is closed; called once, never from inside a call to the writer. `error` is null after `end` and
   * `abort` and when the reader went away with nothing pending; else why bytes were lost.
   */
  closed(error: Error | null): void;
}

/** Most bytes that one readiness may write before others get their turn. */
const TURN_SIZE = 1024 * 1024;

/** What is waited for while bytes are queued, and while none are; both also tell that nobody reads the pipe any more. */
const ROOM: PollInterest = { writable: true };
const LOSS: PollInterest = { disconnect: true };

/** The watch calls again when there is room. */
const LATER = new Set([EAGAIN, EINTR]);

/** What a writer writes to. */
export interface FdWriterOptions {
  /**
   * The master of a terminal. When nobody has the terminal open any more that is a hangup, for which every watch calls
   * again and again, while write(2) takes what there is room for and then says EAGAIN, not EPIPE: so an idle writer does
   * not watch, and a waiting one looks for the hangup.
   */
  readonly terminal?: boolean | undefined;
}

/**
 * Writes to a pipe without ever waiting: at once while nothing is queued, and the rest when there is room. An idle
 * writer of a pipe learns, as asyncio's does, that nobody reads it any more.
 */
export class FdWriter {
  readonly fd: number;
  readonly #sink: FdWriteSink;
  readonly #terminal: boolean;
  readonly #watch: Watch;
  readonly #queue = new WriteQueue();
  #ending = false;
  #closed = false;
  #interest: PollInterest | null = null;

  /** Takes over the descriptor of a pipe's write end, or of a terminal: closes it in the end. */
  constructor(fd: number, sink: FdWriteSink, { terminal = false }: FdWriterOptions = {}) {
    this.fd = fd;
    this.#sink = sink;
    this.#terminal = terminal;
    setNonBlocking(fd);
    this.#watch = watch(fd, (events) => this.#ready(events));
  }

  /** Bytes handed to `write` that the kernel has not taken. */
  get pending(): number {
    return this.#queue.size;
  }

  /** True once the descriptor is closed, for whatever reason. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Begin to watch for the reader going away. */
  start(): void {
    this.#rewatch();
  }

  /** Takes bytes, which must not change afterwards. Dropped without a word after `end`, `abort` or the loss of the reader. */
  write(bytes: Uint8Array): void {
    if (this.#closed || this.#ending || bytes.length === 0) return;
    const idle = this.pending === 0;
    this.#queue.push(bytes);
    if (!idle) return;
    this.#writeOnce();
    this.#rewatch();
  }

  /** Write what is queued, then close. Idempotent. */
  end(): void {
    this.#ending = true;
    if (this.pending === 0) this.#close(null);
  }

  /** Drop what is queued and close now. Idempotent. */
  abort(): void {
    this.#close(null);
  }

  #ready({ error }: PollEvents): void {
    if (error) return this.#lost();
    for (let written = 0; this.pending > 0 && written < TURN_SIZE; ) {
      const count = this.#writeOnce();
      if (count === 0) break;
      written += count;
    }
    if (this.#closed) return;
    if (this.#terminal && this.pending > 0 && isHungUp(this.fd)) return this.#lost();
    if (this.#ending && this.pending === 0) this.#close(null);
    else this.#rewatch();
  }

  #rewatch(): void {
    if (this.#closed) return;
    const idle = this.#terminal ? null : LOSS;
    const interest = this.pending > 0 ? ROOM : idle;
    if (interest === this.#interest) return;
    this.#interest = interest;
    if (interest === null) this.#watch.stop();
    else this.#watch.start(interest);
  }

  /** One write(2). Returns how many bytes it took; 0 when there is no room or the pipe is lost. */
  #writeOnce(): number {
    const bytes = this.#queue.next();
    const count = attempt(() => libc().write(this.fd, bytes, bytes.length), LATER);
    if (count === 0) return 0;
    if (count > 0) {
      // It has left the queue before anyone is called: a sink may write.
      this.#sink.accepted(this.#queue.take(count));
      return count;
    }
    if (count === -EPIPE) this.#lost();
    else if (!LATER.has(-count)) this.#close(osError(-count));
    return 0;
  }

  #lost(): void {
    this.#close(this.pending > 0 ? osError('EPIPE') : null);
  }

  #close(error: Error | null): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#ending = true;
    this.#queue.clear();
    this.#watch.close();
    closeFd(this.fd);
    queueMicrotask(() => this.#sink.closed(error));
  }
}
