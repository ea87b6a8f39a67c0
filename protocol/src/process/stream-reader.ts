import type { AbortSignalLike, Cancellable } from '../base/abort.ts';
import { ByteQueue } from '../base/byte-queue.ts';
import { INSPECT } from '../base/inspect.ts';
import {
  AssertionError,
  CancelledError,
  IncompleteReadError,
  LimitOverrunError,
  RuntimeError,
  ValueError,
} from './errors.ts';
import { LineBatch, wholeLines } from './line-batch.ts';
import { type Separator, SeparatorSearch } from './separator-search.ts';
import type { ReadEnd } from './transport.ts';
import { Waiters } from './waiters.ts';

/** Default of `limit`: 64 KiB, as in asyncio. */
export const DEFAULT_LIMIT = 65_536;

const LF = 10;
const NEWLINE = Uint8Array.of(LF);

/** What a reader needs of the pipe behind it. */
export type ReaderTransport = Pick<ReadEnd, 'pause' | 'resume' | 'taken'>;

/**
 * The bytes a child writes to one of its pipes, with the rules of `asyncio.StreamReader`.
 *
 * Reading from the pipe stops when more than twice `limit` bytes wait here, and goes on when at most `limit` do or
 * when a read has to wait. What a read returns may be a view on a larger block; neither is ever written again.
 *
 * Every read takes `{ signal }`; aborting it rejects that read with CancelledError and consumes nothing.
 */
export class StreamReader implements AsyncIterable<Uint8Array> {
  /** In bytes; bounds lines and `readuntil`, and what waits here unread. */
  readonly limit: number;
  readonly #queue = new ByteQueue();
  readonly #waiters = new Waiters<void>();
  #transport: ReaderTransport | null;
  #eof = false;
  #exception: Error | null = null;
  #paused = false;

  /**
   * @throws ValueError when `limit` is not above 0.
   * @see CPython Lib/asyncio/streams.py, StreamReader.__init__
   */
  constructor(limit: number = DEFAULT_LIMIT, transport: ReaderTransport | null = null) {
    if (!(limit > 0)) throw new ValueError('Limit cannot be <= 0');
    this.limit = limit;
    this.#transport = transport;
  }

  /**
   * Names what to pause and resume; possible once.
   * @see CPython Lib/asyncio/streams.py, StreamReader.set_transport
   */
  setTransport(transport: ReaderTransport): void {
    if (this.#transport !== null) throw new AssertionError('Transport already set');
    this.#transport = transport;
  }

  /**
   * What `setException` stored, or null.
   * @see CPython Lib/asyncio/streams.py, StreamReader.exception
   */
  exception(): Error | null {
    return this.#exception;
  }

  /**
   * Makes the waiting read and every later one reject with `error`, whatever is buffered.
   * @see CPython Lib/asyncio/streams.py, StreamReader.set_exception
   */
  setException(error: Error): void {
    this.#exception = error;
    this.#waiters.reject(error);
  }

  /**
   * True when the end has come and everything before it has been read.
   * @see CPython Lib/asyncio/streams.py, StreamReader.at_eof
   */
  atEof(): boolean {
    return this.#eof && this.#queue.size === 0;
  }

  /**
   * Adds bytes at the end; they must not be changed afterwards. Not possible after `feedEof`.
   * @see CPython Lib/asyncio/streams.py, StreamReader.feed_data
   */
  feedData(chunk: Uint8Array): void {
    if (this.#eof) throw new AssertionError('feedData after feedEof');
    if (chunk.length === 0) return;
    this.#queue.push(chunk);
    this.#waiters.resolve();
    if (!this.#paused && this.#transport !== null && this.#queue.size > 2 * this.limit) {
      this.#paused = true;
      this.#transport.pause();
    }
  }

  /**
   * Says that nothing more will come.
   * @see CPython Lib/asyncio/streams.py, StreamReader.feed_eof
   */
  feedEof(): void {
    this.#eof = true;
    this.#waiters.resolve();
  }

  /**
   * Up to `count` bytes as soon as there are any; empty at the end of the stream. Negative or absent: everything up
   * to the end, however much that is; when cancelled, what it had collected is lost.
   * @see CPython Lib/asyncio/streams.py, StreamReader.read
   */
  read(count = -1, options: Cancellable = {}): Promise<Uint8Array> {
    if (!Number.isInteger(count)) return Promise.reject(new TypeError(`count must be an integer, not ${count}`));
    if (count < 0) return this.#readAll(options);
    return this.#read('read', () => this.#available(count), options.signal);
  }

  /**
   * A line with its newline (LF). At the end of the stream what is left without one, then empty.
   * @throws ValueError when the line is longer than `limit`: it is dropped, or all that is buffered if no newline was.
   * @see CPython Lib/asyncio/streams.py, StreamReader.readline
   */
  readline(options: Cancellable = {}): Promise<Uint8Array> {
    const line = options.signal?.aborted === true ? null : this.#lineInFirstChunk();
    if (line !== null) return Promise.resolve(line);
    const search = new SeparatorSearch(NEWLINE);
    // A line is a `readuntil`, also in the words of its errors, as in asyncio.
    return this.#read('readuntil', () => this.#lineOrRest(search), options.signal);
  }

  /**
   * Everything up to and including the separator; of several the one that ends first.
   * @throws LimitOverrunError when that is more than `limit` bytes before the separator; nothing is consumed.
   * @throws IncompleteReadError when the stream ends first; its `partial` is consumed.
   * @see CPython Lib/asyncio/streams.py, StreamReader.readuntil
   */
  readuntil(separator: Separator = NEWLINE, options: Cancellable = {}): Promise<Uint8Array> {
    try {
      const search = new SeparatorSearch(separator);
      return this.#read('readuntil', () => this.#until(search), options.signal);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * Exactly `count` bytes, whatever the limit.
   * @throws IncompleteReadError when the stream ends first; its `partial` is consumed.
   * @see CPython Lib/asyncio/streams.py, StreamReader.readexactly
   */
  readexactly(count: number, options: Cancellable = {}): Promise<Uint8Array> {
    if (!Number.isInteger(count)) return Promise.reject(new TypeError(`count must be an integer, not ${count}`));
    if (count < 0) return Promise.reject(new ValueError('readexactly size can not be less than zero'));
    return this.#read('readexactly', () => this.#exactly(count), options.signal);
  }

  /**
   * Lines up to the end, as `readline` returns them; may be left and begun again at any line.
   * @see CPython Lib/asyncio/streams.py, StreamReader.__anext__
   */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    return { next: () => this.#next() };
  }

  /** The same as iterating over the reader, with a signal that ends the wait for a line. */
  lines(options: Cancellable = {}): AsyncIterable<Uint8Array> {
    return { [Symbol.asyncIterator]: () => ({ next: () => this.#next(options) }) };
  }

  /**
   * Lines as many at a time as lie together and whole, at least one: the same lines and errors as `readline` gives, at
   * a fraction of the cost for a flood of short ones.
   */
  batches(options: Cancellable = {}): AsyncIterable<LineBatch> {
    return { [Symbol.asyncIterator]: () => ({ next: () => this.#nextBatch(options) }) };
  }

  /**
   * Debug text, listing only what is unusual.
   * @see CPython Lib/asyncio/streams.py, StreamReader.__repr__
   */
  [INSPECT](): string {
    const parts = ['StreamReader'];
    if (this.#queue.size > 0) parts.push(`${this.#queue.size} bytes`);
    if (this.#eof) parts.push('eof');
    if (this.limit !== DEFAULT_LIMIT) parts.push(`limit=${this.limit}`);
    if (this.#waiters.size > 0) parts.push('waiter');
    if (this.#exception !== null) parts.push(`exception=${this.#exception.name}`);
    if (this.#transport !== null) parts.push('transport');
    if (this.#paused) parts.push('paused');
    return `<${parts.join(' ')}>`;
  }

  #next(options?: Cancellable): Promise<IteratorResult<Uint8Array, undefined>> {
    const line = options?.signal?.aborted === true ? null : this.#lineInFirstChunk();
    if (line !== null) return Promise.resolve({ value: line, done: false });
    return this.readline(options).then((value) =>
      value.length === 0 ? { value: undefined, done: true } : { value, done: false },
    );
  }

  async #nextBatch(options: Cancellable): Promise<IteratorResult<LineBatch, undefined>> {
    const lost = options.signal?.aborted === true || this.#exception !== null;
    const batch = lost ? null : wholeLines(this.#queue.firstChunk, this.limit);
    if (batch !== null) {
      this.#take(batch.bytes.length);
      return { value: batch, done: false };
    }
    const line = await this.readline(options);
    if (line.length === 0) return { value: undefined, done: true };
    return { value: new LineBatch(line, Uint32Array.of(line.length)), done: false };
  }

  /** Runs `attempt` now, and again after each arrival as long as it returns null. */
  #read(method: string, attempt: () => Uint8Array | null, signal?: AbortSignalLike): Promise<Uint8Array> {
    if (signal?.aborted === true) return Promise.reject(new CancelledError());
    try {
      this.#throwIfFailed();
      const result = attempt();
      return result === null ? this.#readLater(method, attempt, signal) : Promise.resolve(result);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async #readLater(method: string, attempt: () => Uint8Array | null, signal?: AbortSignalLike): Promise<Uint8Array> {
    for (;;) {
      await this.#arrival(method, signal);
      const result = attempt();
      if (result !== null) return result;
    }
  }

  #readAll({ signal }: Cancellable): Promise<Uint8Array> {
    const all = new ByteQueue();
    const collect = (): Uint8Array | null => {
      const block = this.#take(this.#queue.size);
      all.push(block);
      // asyncio reads block after block, and each of its reads begins with this.
      if (block.length > 0) this.#throwIfFailed();
      return this.#eof ? all.take(all.size) : null;
    };
    return this.#read('read', collect, signal);
  }

  /**
   * Waits for data, the end or an exception. The pipe is read meanwhile, whatever is buffered. A read that was woken
   * by data before the exception came has had that data; here it learns of the exception.
   */
  async #arrival(method: string, signal?: AbortSignalLike): Promise<void> {
    this.#throwIfFailed();
    if (this.#waiters.size > 0) {
      throw new RuntimeError(`${method}() called while another coroutine is already waiting for incoming data`);
    }
    this.#resume();
    // A cancellation that comes after the news and before this goes on still counts.
    const cancelled = (): boolean => signal?.aborted === true;
    await this.#waiters.wait(signal).catch((error: unknown) => {
      throw cancelled() ? new CancelledError() : error;
    });
    if (cancelled()) throw new CancelledError();
  }

  #available(count: number): Uint8Array | null {
    if (count === 0) return this.#remove(0);
    if (this.#queue.size === 0 && !this.#eof) return null;
    return this.#take(count);
  }

  #exactly(count: number): Uint8Array | null {
    if (count === 0) return this.#remove(0);
    if (this.#queue.size >= count) return this.#take(count);
    if (this.#eof) throw new IncompleteReadError(this.#remove(count), count);
    return null;
  }

  /** The common case of a line, without a search object: it lies whole in the first chunk and within the limit. */
  #lineInFirstChunk(): Uint8Array | null {
    if (this.#exception !== null) return null;
    const index = this.#queue.indexInFirstChunk(LF);
    return index === -1 || index > this.limit ? null : this.#take(index + 1);
  }

  #lineOrRest(search: SeparatorSearch): Uint8Array | null {
    try {
      return this.#until(search);
    } catch (error) {
      if (error instanceof IncompleteReadError) return error.partial;
      if (!(error instanceof LimitOverrunError)) throw error;
      // Found: the line goes with its newline. Not found: `consumed` is all there is, and all goes.
      this.#take(error.consumed + 1);
      throw new ValueError(error.message);
    }
  }

  #until(search: SeparatorSearch): Uint8Array | null {
    const match = search.find(this.#queue);
    if (match !== null) {
      if (match.start <= this.limit) return this.#take(match.end);
      throw new LimitOverrunError('Separator is found, but chunk is longer than limit', match.start);
    }
    const safe = Math.max(0, this.#queue.size + 1 - search.longest);
    if (safe > this.limit) throw new LimitOverrunError('Separator is not found, and chunk exceed the limit', safe);
    if (this.#eof) throw new IncompleteReadError(this.#remove(this.#queue.size), null);
    return null;
  }

  #throwIfFailed(): void {
    if (this.#exception !== null) throw this.#exception;
  }

  /** Takes bytes out; what is left at the end of the stream goes so, as there is nothing to go on with. */
  #remove(count: number): Uint8Array {
    const bytes = this.#queue.take(count);
    if (bytes.length > 0) this.#transport?.taken(bytes.length);
    return bytes;
  }

  #take(count: number): Uint8Array {
    const bytes = this.#remove(count);
    if (this.#paused && this.#queue.size <= this.limit) this.#resume();
    return bytes;
  }

  #resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#transport?.resume();
  }
}
