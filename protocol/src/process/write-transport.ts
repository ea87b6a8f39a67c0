import type { Cancellable } from '../base/abort.ts';
import { CancelledError, ConnectionResetError, ValueError } from './errors.ts';
import type { WriteEnd } from './transport.ts';
import { Waiters } from './waiters.ts';

/** Default high-water mark of a write buffer in bytes: 64 KiB, as in asyncio. */
const DEFAULT_HIGH = 65_536;
/** So many writes to a closed pipe are dropped without a word (`LOG_THRESHOLD_FOR_CONNLOST_WRITES`). */
const QUIET_DROPS = 5;

/** What ^D is to a terminal whose VEOF has not been changed (`stty eof`). */
const VEOF = 0x04;
/** After these a terminal's line is empty: newline, return, VEOF itself, and ^C, ^\\, ^Z, which drop what it holds. */
const ENDS_LINE: ReadonlySet<number> = new Set([0x0a, 0x0d, VEOF, 0x03, 0x1c, 0x1a]);

/** What `setWriteBufferLimits` takes; what is absent follows from the other. */
export interface WriteBufferLimits {
  /** In bytes; above it `drain` waits. */
  readonly high?: number | undefined;
  /** In bytes; kept and reported. On pipes asyncio goes on only when the buffer is empty. */
  readonly low?: number | undefined;
}

/**
 * The pipe under a `StreamWriter`, with the rules of asyncio's `WriteTransport`:
 *
 *     open --close()--> closing (flushes) --> closed
 *       \--abort()---------------------------/  (drops what is pending)
 *        \--the reader went away-------------/  (drops it, BrokenPipeError if there was any)
 */
export class WriteTransport {
  readonly #end: WriteEnd;
  readonly #drains = new Waiters<void>();
  readonly #closes = new Waiters<void>();
  readonly #onClosed: () => void;
  readonly #warn: (message: string) => void;
  #high = DEFAULT_HIGH;
  #low = DEFAULT_HIGH / 4;
  /**
   * `yes`: the buffer went above the high-water mark and has not been empty since. `unknown`: it is above the mark
   * only with bytes that the kernel has not been offered yet.
   */
  #full: 'no' | 'unknown' | 'yes' = 'no';
  #closing = false;
  /** What a terminal holds back, as its line has not ended: something. */
  #lineOpen = false;
  #dropped = 0;
  /** Undefined while the fd is open; then why it was lost, or null for no error. */
  #lost: Error | null | undefined;

  /**
   * @param onClosed called once when the fd is closed.
   * @param warn told of each write that is dropped, after the first five.
   */
  constructor(
    end: WriteEnd,
    onClosed: () => void = () => undefined,
    warn: (message: string) => void = () => undefined,
  ) {
    this.#end = end;
    this.#onClosed = onClosed;
    this.#warn = warn;
    end.start({
      accepted: () => this.#accepted(),
      closed: (error) => this.#closed(error),
    });
  }

  /**
   * Bytes not yet taken by the kernel; those in the kernel's pipe do not count.
   * @see CPython Lib/asyncio/unix_events.py, _UnixWritePipeTransport.get_write_buffer_size
   */
  getWriteBufferSize(): number {
    return this.#end.pending;
  }

  /**
   * Low and high-water mark in bytes.
   * @see CPython Lib/asyncio/transports.py, _FlowControlMixin.get_write_buffer_limits
   */
  getWriteBufferLimits(): [low: number, high: number] {
    return [this.#low, this.#high];
  }

  /**
   * Sets the marks; with neither they become 16 KiB and 64 KiB.
   * @throws ValueError unless high >= low >= 0.
   * @see CPython Lib/asyncio/transports.py, _FlowControlMixin._set_write_buffer_limits
   */
  setWriteBufferLimits({ high, low }: WriteBufferLimits = {}): void {
    const top = high ?? (low === undefined ? DEFAULT_HIGH : 4 * low);
    const bottom = low ?? Math.floor(top / 4);
    if (!(top >= bottom && bottom >= 0)) throw new ValueError(`high (${top}) must be >= low (${bottom}) must be >= 0`);
    this.#high = top;
    this.#low = bottom;
    this.#checkFull();
  }

  /**
   * True from `close`, `abort` or the loss of the pipe on.
   * @see CPython Lib/asyncio/unix_events.py, _UnixWritePipeTransport.is_closing
   */
  isClosing(): boolean {
    return this.#closing;
  }

  /**
   * Writes or buffers; dropped when closing, from the sixth time on with a warning. The bytes must not be changed
   * afterwards.
   * @see CPython Lib/asyncio/unix_events.py, _UnixWritePipeTransport.write
   */
  write(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#closing) return this.#drop(bytes.length);
    this.#lineOpen = !ENDS_LINE.has(bytes.at(-1) ?? VEOF);
    this.#end.write(bytes);
    this.#checkFull();
  }

  /**
   * Flushes what is pending, then closes the fd: the child reads everything and then the end. The child of a terminal
   * notices nothing: `writeEof` is its end of file, and the hangup comes when the output is closed too.
   * @see CPython Lib/asyncio/unix_events.py, _UnixWritePipeTransport.close
   */
  close(): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#end.end();
  }

  /**
   * Closes now and drops what is pending.
   * @see CPython Lib/asyncio/unix_events.py, _UnixWritePipeTransport.abort
   */
  abort(): void {
    this.#closing = true;
    if (this.#lost === undefined) this.#end.abort();
  }

  /** Whether it leads to a terminal. */
  get terminal(): boolean {
    return this.#end.terminal;
  }

  /**
   * A pipe can say end-of-file: by closing. A terminal can too: by ^D.
   * @see CPython Lib/asyncio/unix_events.py, _UnixWritePipeTransport.can_write_eof
   */
  canWriteEof(): boolean {
    return true;
  }

  /**
   * The same as `close` for a pipe. A terminal stays open and gets ^D, which ends the child's input where a line begins
   * and else only hands over the line so far: so two of them within a line.
   * @see CPython Lib/asyncio/unix_events.py, _UnixWritePipeTransport.write_eof
   */
  writeEof(): void {
    if (!this.#end.terminal) this.close();
    else this.write(Uint8Array.from(this.#lineOpen ? [VEOF, VEOF] : [VEOF]));
  }

  /** `'pipe'` gives the pipe's end; every other name gives `fallback`. */
  getExtraInfo(name: string, fallback: unknown = null): unknown {
    return name === 'pipe' ? this.#end : fallback;
  }

  /** Whether `drain` has nothing to wait for: the pipe is open and its buffer not above the mark. */
  get drained(): boolean {
    return !this.#closing && this.#full === 'no';
  }

  /**
   * Waits while the buffer is above the high-water mark, until it is empty.
   * @throws BrokenPipeError when the pipe breaks meanwhile; ConnectionResetError when it is closed or lost already.
   */
  async drain({ signal }: Cancellable): Promise<void> {
    if (signal?.aborted === true) throw new CancelledError();
    if (this.#closing && this.#lost === undefined && this.#end.pending === 0) await this.#closes.wait(signal);
    if (this.#lost !== undefined) throw new ConnectionResetError('ECONNRESET', { message: 'Connection lost' });
    if (this.#full !== 'no') await this.#drains.wait(signal);
  }

  /**
   * Waits until the fd is closed.
   * @throws BrokenPipeError when it was lost with bytes pending.
   */
  async waitClosed({ signal }: Cancellable): Promise<void> {
    if (signal?.aborted === true) throw new CancelledError();
    if (this.#lost === undefined) await this.#closes.wait(signal);
    if (this.#lost instanceof Error) throw this.#lost;
  }

  /** Words for debug text. */
  describe(): string {
    if (this.#lost !== undefined) return 'closed';
    return this.#closing ? 'closing' : `open bufsize=${this.#end.pending}`;
  }

  #drop(bytes: number): void {
    this.#dropped += 1;
    if (this.#dropped <= QUIET_DROPS) return;
    this.#warn(
      `Write number ${this.#dropped} to a pipe that is closed: ${bytes} bytes were dropped. Ask isClosing(), or await drain(), which rejects then.`,
    );
  }

  #checkFull(): void {
    if (this.#full !== 'yes' && this.#end.pending > this.#high) this.#full = this.#isFull();
  }

  #accepted(): void {
    if (this.#full === 'unknown') this.#full = this.#isFull();
    else if (this.#full === 'yes' && this.#end.pending === 0) this.#full = 'no';
    else return;
    if (this.#full === 'no') this.#drains.resolve();
  }

  /** Whether the buffer was above the mark once the kernel had taken of it what it would. */
  #isFull(): 'no' | 'unknown' | 'yes' {
    const { pending, unoffered = 0 } = this.#end;
    if (pending - unoffered > this.#high) return 'yes';
    return pending > this.#high ? 'unknown' : 'no';
  }

  #closed(error: Error | null): void {
    if (this.#lost !== undefined) return;
    this.#lost = error;
    this.#closing = true;
    if (error === null) this.#drains.resolve();
    else this.#drains.reject(error);
    this.#closes.resolve();
    this.#onClosed();
  }
}
