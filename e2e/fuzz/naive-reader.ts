import {
  type AbortSignalLike,
  CancelledError,
  IncompleteReadError,
  LimitOverrunError,
  RuntimeError,
  ValueError,
} from '@pipescope/agent';
import type { ReaderState, ReaderSubject } from './run-reader.ts';

/**
 * The rules of asyncio's reader in the fewest words: one text, searched from its beginning every time. It judges what
 * the CPython at hand cannot, and is itself held against CPython by every program that CPython can judge.
 */
export class NaiveReader implements ReaderSubject {
  readonly #limit: number;
  readonly #transport: { pause(): void; resume(): void } | null;
  #text = '';
  #eof = false;
  #error: Error | null = null;
  #paused = false;
  #waiter: { wake(error: Error | null): void } | null = null;

  constructor(limit: number, transport: { pause(): void; resume(): void } | null) {
    this.#limit = limit;
    this.#transport = transport;
  }

  get state(): ReaderState {
    return [this.#text.length, this.#waiter !== null, this.#paused, this.#eof && this.#text === ''];
  }

  feedData(text: string): void {
    if (this.#eof) throw new AssertionFailure('feedData after feedEof');
    if (text === '') return;
    this.#text += text;
    this.#wake(null);
    if (this.#transport === null || this.#paused || this.#text.length <= 2 * this.#limit) return;
    this.#paused = true;
    this.#transport.pause();
  }

  feedEof(): void {
    this.#eof = true;
    this.#wake(null);
  }

  setException(error: Error): void {
    this.#error = error;
    this.#wake(error);
  }

  async read(count: number, signal: AbortSignalLike): Promise<string> {
    this.#throwError();
    if (count === 0) return '';
    if (count < 0) return this.#readAll(signal);
    while (this.#text === '' && !this.#eof) await this.#wait('read', signal);
    return this.#take(count);
  }

  async #readAll(signal: AbortSignalLike): Promise<string> {
    for (let all = ''; ; ) {
      while (this.#text !== '') {
        all += this.#take(this.#text.length);
        this.#throwError();
      }
      if (this.#eof) return all + this.#take(0);
      await this.#wait('read', signal);
    }
  }

  async readexactly(count: number, signal: AbortSignalLike): Promise<string> {
    if (count < 0) throw new ValueError('readexactly size can not be less than zero');
    this.#throwError();
    while (this.#text.length < count) {
      if (this.#eof) throw new IncompleteReadError(Buffer.from(this.#takeQuietly(), 'latin1'), count);
      await this.#wait('readexactly', signal);
    }
    return count === 0 ? '' : this.#take(count);
  }

  readline(signal: AbortSignalLike): Promise<string> {
    return this.#until(() => this.#lineNow(), signal);
  }

  async next(signal: AbortSignalLike): Promise<string | null> {
    return (await this.readline(signal)) || null;
  }

  async readuntil(separators: readonly string[], signal: AbortSignalLike): Promise<string> {
    if (separators.includes('')) throw new ValueError('Separator should be at least one-byte string');
    return this.#until(() => this.#untilNow(separators), signal);
  }

  async #until(attempt: () => string | null, signal: AbortSignalLike): Promise<string> {
    this.#throwError();
    for (;;) {
      const text = attempt();
      if (text !== null) return text;
      await this.#wait('readuntil', signal);
    }
  }

  #untilNow(separators: readonly string[]): string | null {
    const match = firstToEnd(this.#text, separators);
    if (match !== null && match.start <= this.#limit) return this.#take(match.end);
    if (match !== null) throw new LimitOverrunError('Separator is found, but chunk is longer than limit', match.start);
    const safe = this.#text.length + 1 - Math.max(...separators.map((separator) => separator.length));
    if (safe > this.#limit) throw new LimitOverrunError('Separator is not found, and chunk exceed the limit', safe);
    if (this.#eof) throw new IncompleteReadError(Buffer.from(this.#takeQuietly(), 'latin1'), null);
    return null;
  }

  #lineNow(): string | null {
    try {
      return this.#untilNow(['\n']);
    } catch (error) {
      if (error instanceof IncompleteReadError) return Buffer.from(error.partial).toString('latin1');
      if (!(error instanceof LimitOverrunError)) throw error;
      this.#take(this.#text[error.consumed] === '\n' ? error.consumed + 1 : this.#text.length);
      throw new ValueError(error.message);
    }
  }

  async #wait(method: string, signal: AbortSignalLike): Promise<void> {
    this.#throwError();
    if (this.#waiter !== null) {
      throw new RuntimeError(`${method}() called while another coroutine is already waiting for incoming data`);
    }
    this.#resume();
    const error = await new Promise<Error | null>((wake) => {
      const waiter = { wake };
      this.#waiter = waiter;
      signal.addEventListener('abort', () => {
        if (this.#waiter === waiter) this.#wake(null);
      });
    });
    if (signal.aborted) throw new CancelledError();
    if (error !== null) throw error;
  }

  #wake(error: Error | null): void {
    this.#waiter?.wake(error);
    this.#waiter = null;
  }

  #throwError(): void {
    if (this.#error !== null) throw this.#error;
  }

  /** The end of the stream empties the reader without a look at whether it is paused. */
  #takeQuietly(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  #take(count: number): string {
    const taken = this.#text.slice(0, count);
    this.#text = this.#text.slice(count);
    if (this.#text.length <= this.#limit) this.#resume();
    return taken;
  }

  #resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#transport?.resume();
  }
}

class AssertionFailure extends Error {
  override readonly name = 'AssertionError';
}

function firstToEnd(text: string, separators: readonly string[]): { start: number; end: number } | null {
  let best: { start: number; end: number } | null = null;
  for (const separator of separators.toSorted((a, b) => a.length - b.length)) {
    const start = text.indexOf(separator);
    const end = start + separator.length;
    if (start !== -1 && (best === null || end < best.end)) best = { start, end };
  }
  return best;
}
