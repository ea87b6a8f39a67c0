import { osError } from '@pipescope/protocol/process';
import { attempt } from './attempt.ts';
import { EAGAIN, EINTR, EIO } from './constants.ts';
import { closeFd, setNonBlocking } from './fd.ts';
import { libc } from './libc.ts';
import { type Watch, watch } from './poll.ts';

/** Who takes what a reader reads. No member is called from inside a call to the reader. */
export interface FdReadSink {
  /** What one read(2) gave. The memory is never written again, so views on it stay true, unless it was asked for as transient. */
  data(chunk: Uint8Array): void;
  /** The end; the descriptor is closed. Nothing follows. */
  eof(): void;
  /** read(2) failed; the descriptor is closed. Nothing follows. */
  error(error: Error): void;
}

/** Most bytes of one read(2): asyncio's `max_size`, so that a reader overruns its limit by the same amount. */
const READ_SIZE = 256 * 1024;
/** A chunk of at least this many bytes is left where it was read; smaller ones are copied to memory of their own. */
const COPY_BELOW = 32 * 1024;
/** Large chunks are read one behind the other into blocks of this size. */
const SLAB_SIZE = 1024 * 1024;

/** The watch calls again when there is something. */
const LATER = new Set([EAGAIN, EINTR]);

/** Shared by all readers for reads that are expected to be small; its content is copied before anyone is called. */
let scratch: Buffer | null = null;

/** How a reader hands over what it read. */
export interface FdReaderOptions {
  /**
   * Chunks are true only until `data` returns: for a sink that copies what it keeps. One block of memory then serves
   * every read, which spares the collector a flood's worth of garbage.
   */
  readonly transient?: boolean | undefined;
}

/**
 * Reads a pipe or terminal, one read(2) per readiness, as asyncio does. Paused when made, and while paused nothing
 * is taken from the kernel: what has not been asked for stays in the pipe.
 */
export class FdReader {
  readonly fd: number;
  readonly #sink: FdReadSink;
  readonly #transient: boolean;
  readonly #watch: Watch;
  #closed = false;
  #slab: Buffer | null = null;
  #used = 0;

  /** Takes over the descriptor: closes it at the end, on an error and in `close`. */
  constructor(fd: number, sink: FdReadSink, { transient = false }: FdReaderOptions = {}) {
    this.fd = fd;
    this.#sink = sink;
    this.#transient = transient;
    setNonBlocking(fd);
    this.#watch = watch(fd, () => this.#readOnce());
  }

  /** True once the descriptor is closed, for whatever reason. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Read as soon as there is something. Idempotent; no effect once closed. */
  resume(): void {
    if (!this.#closed) this.#watch.start({ readable: true });
  }

  /** Take nothing more from the kernel, from now on. Idempotent; no effect once closed. */
  pause(): void {
    if (!this.#closed) this.#watch.stop();
  }

  /** Closes the descriptor; the sink hears nothing more. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#slab = null;
    this.#watch.close();
    closeFd(this.fd);
  }

  #readOnce(): void {
    const memory = this.#memory();
    const count = attempt(() => libc().read(this.fd, memory, Math.min(READ_SIZE, memory.length)), LATER);
    if (count > 0) return this.#sink.data(this.#chunk(memory, count));
    if (LATER.has(-count)) return;
    this.close();
    // A terminal's master answers EIO once the last slave is closed: pty(7).
    if (count === 0 || count === -EIO) this.#sink.eof();
    else this.#sink.error(osError(-count));
  }

  /** At least READ_SIZE bytes that no chunk uses. */
  #memory(): Buffer {
    if (this.#slab === null) {
      scratch ??= Buffer.allocUnsafeSlow(READ_SIZE);
      return scratch;
    }
    if (this.#slab.length - this.#used < READ_SIZE) this.#newSlab();
    return this.#slab.subarray(this.#used);
  }

  #newSlab(): void {
    this.#slab = Buffer.allocUnsafeSlow(SLAB_SIZE);
    this.#used = 0;
  }

  #chunk(memory: Buffer, count: number): Uint8Array {
    if (this.#transient) return memory.subarray(0, count);
    if (count < COPY_BELOW) {
      // A slab is kept only while chunks are large: a few bytes must not hold a megabyte.
      this.#slab = null;
      return copyOf(memory, count);
    }
    if (memory === scratch) {
      this.#newSlab();
      return copyOf(memory, count);
    }
    this.#used += count;
    return memory.subarray(0, count);
  }
}

/** The first bytes in memory of their own; a Buffer, as its search for a newline is the faster one. */
function copyOf(memory: Buffer, count: number): Uint8Array {
  const copy = Buffer.allocUnsafeSlow(count);
  memory.copy(copy, 0, 0, count);
  return copy;
}
