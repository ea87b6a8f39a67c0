import { osError } from '@pipescope/protocol/process';
import { attempt } from './attempt.ts';
import { EAGAIN, EINTR, EPIPE } from './constants.ts';
import { closeFd, isHungUp, setNonBlocking } from './fd.ts';
import { libc } from './libc.ts';
import { type PollEvents, type PollInterest, type Watch, watch } from './poll.ts';

/** Who hears what becomes of the bytes. */
export interface FdWriteSink {
  /** write(2) took these bytes, in order. May be called from inside `write`. */
  accepted(bytes: Uint8Array): void;
  /**
   * The descriptor is closed; called once, never from inside a call to the writer. `error` is null after `end` and
   * `abort` and when the reader went away with nothing pending; else why bytes were lost.
   */
  closed(error: Error | null): void;
}

/** Most bytes joined for one write(2), and most that one readiness may write before others get their turn. */
const JOIN_SIZE = 64 * 1024;
const TURN_SIZE = 1024 * 1024;

/** What is waited for while bytes are queued, and while none are; both also tell that nobody reads the pipe any more. */
const ROOM: PollInterest = { writable: true };
const LOSS: PollInterest = { disconnect: true };

/** The watch calls again when there is room. */
const LATER = new Set([EAGAIN, EINTR]);

let joined: Uint8Array | null = null;

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
  #queue: Uint8Array[] = [];
  #pending = 0;
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
    return this.#pending;
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
    const idle = this.#pending === 0;
    this.#queue.push(bytes);
    this.#pending += bytes.length;
    if (!idle) return;
    this.#writeOnce();
    this.#rewatch();
  }

  /** Write what is queued, then close. Idempotent. */
  end(): void {
    this.#ending = true;
    if (this.#pending === 0) this.#close(null);
  }

  /** Drop what is queued and close now. Idempotent. */
  abort(): void {
    this.#close(null);
  }

  #ready({ error }: PollEvents): void {
    if (error) return this.#lost();
    for (let written = 0; this.#pending > 0 && written < TURN_SIZE; ) {
      const count = this.#writeOnce();
      if (count === 0) break;
      written += count;
    }
    if (this.#closed) return;
    if (this.#terminal && this.#pending > 0 && isHungUp(this.fd)) return this.#lost();
    if (this.#ending && this.#pending === 0) this.#close(null);
    else this.#rewatch();
  }

  #rewatch(): void {
    if (this.#closed) return;
    const idle = this.#terminal ? null : LOSS;
    const interest = this.#pending > 0 ? ROOM : idle;
    if (interest === this.#interest) return;
    this.#interest = interest;
    if (interest === null) this.#watch.stop();
    else this.#watch.start(interest);
  }

  /** One write(2). Returns how many bytes it took; 0 when there is no room or the pipe is lost. */
  #writeOnce(): number {
    const bytes = this.#next();
    const count = attempt(() => libc().write(this.fd, bytes, bytes.length), LATER);
    if (count >= 0) {
      this.#take(count);
      return count;
    }
    if (count === -EPIPE) this.#lost();
    else if (!LATER.has(-count)) this.#close(osError(-count));
    return 0;
  }

  /** The bytes to write next: the first chunk, or several small ones joined. */
  #next(): Uint8Array {
    const [first = EMPTY, second] = this.#queue;
    if (second === undefined || first.length + second.length > JOIN_SIZE) return first;
    joined ??= new Uint8Array(Buffer.allocUnsafeSlow(JOIN_SIZE).buffer);
    let length = 0;
    for (const chunk of this.#queue) {
      if (length + chunk.length > JOIN_SIZE) break;
      joined.set(chunk, length);
      length += chunk.length;
    }
    return joined.subarray(0, length);
  }

  #take(count: number): void {
    this.#pending -= count;
    let left = count;
    let whole = 0;
    const taken: Uint8Array[] = [];
    while (left > 0) {
      const chunk = this.#queue[whole] ?? EMPTY;
      if (chunk.length > left) {
        taken.push(chunk.subarray(0, left));
        this.#queue[whole] = chunk.subarray(left);
        break;
      }
      taken.push(chunk);
      left -= chunk.length;
      whole += 1;
    }
    // Before anyone is called: a sink may write.
    this.#queue.splice(0, whole);
    for (const bytes of taken) this.#sink.accepted(bytes);
  }

  #lost(): void {
    this.#close(this.#pending > 0 ? osError('EPIPE') : null);
  }

  #close(error: Error | null): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#ending = true;
    this.#queue = [];
    this.#pending = 0;
    this.#watch.close();
    closeFd(this.fd);
    queueMicrotask(() => this.#sink.closed(error));
  }
}

const EMPTY = new Uint8Array(0);
