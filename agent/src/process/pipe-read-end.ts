import type { ReadEnd, ReadSink } from '@pipescope/protocol/process';
import { unreadBytes } from '../os/pipe.ts';
import { FdReader, type FdReaderOptions, type FdReadSink } from '../os/read-fd.ts';
import type { ProcessTap } from './process-tap.ts';

/** What a read end is made of. */
export interface ReadEndStart {
  /** Taken over. */
  readonly fd: number;
  readonly stream: 1 | 2;
  readonly tap: ProcessTap | undefined;
  readonly reading: FdReaderOptions;
  /** Called after each read, before the sink hears of it. */
  readonly onRead?: (() => void) | undefined;
  /** Called once when the descriptor is closed, before the sink hears of it. */
  readonly onClosed: () => void;
}

/** This process's end of a child's stdout or stderr: a pipe's, or the terminal's. */
export class PipeReadEnd implements ReadEnd {
  readonly #reader: FdReader;
  #sink: ReadSink | null = null;
  #paused = false;
  readonly #onClosed: () => void;

  constructor({ fd, stream, tap, reading, onRead, onClosed }: ReadEndStart) {
    this.#onClosed = onClosed;
    const sink: FdReadSink = {
      data: (chunk) => {
        tap?.data(stream, chunk);
        onRead?.();
        this.#sink?.data(chunk);
      },
      eof: () => {
        tap?.eof(stream);
        onClosed();
        this.#sink?.eof();
      },
      error: (error) => {
        tap?.eof(stream);
        onClosed();
        this.#sink?.error(error);
      },
    };
    this.#reader = new FdReader(fd, sink, reading);
  }

  /** True once the descriptor is closed. */
  get closed(): boolean {
    return this.#reader.closed;
  }

  /** Bytes the child has written that are not read: FIONREAD. 0 once closed. */
  get unread(): number {
    return this.#reader.closed ? 0 : unreadBytes(this.#reader.fd);
  }

  start(sink: ReadSink): void {
    this.#sink = sink;
    if (!this.#paused) this.#reader.resume();
  }

  pause(): void {
    this.#paused = true;
    this.#reader.pause();
  }

  resume(): void {
    this.#paused = false;
    if (this.#sink !== null) this.#reader.resume();
  }

  /** What the consumer has left over says nothing to a pipe: it is paused or not. */
  taken(): void {}

  /** Closes the descriptor; the sink hears nothing more. */
  close(): void {
    if (this.#reader.closed) return;
    this.#reader.close();
    this.#onClosed();
  }
}
