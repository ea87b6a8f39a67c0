import type { WriteEnd, WriteSink } from '@pipescope/protocol/process';
import { showsTyped } from '../os/pty.ts';
import { FdWriter, type FdWriteSink } from '../os/write-fd.ts';
import type { ProcessTap } from './process-tap.ts';

/** This process's end of a child's stdin: a pipe's, or the terminal's. */
export class PipeWriteEnd implements WriteEnd {
  readonly terminal: boolean;
  readonly #writer: FdWriter;
  #sink: WriteSink | null = null;
  /** When it was last written to, the terminal did not show what is typed. */
  #unseen = false;
  #ending = false;
  /** How it was closed, until there is a sink to tell. */
  #unheard: { readonly error: Error | null } | null = null;

  /** @param onClosed called once when the descriptor is closed, before the sink hears of it. */
  constructor(fd: number, tap: ProcessTap | undefined, onClosed: () => void, terminal: boolean) {
    this.terminal = terminal;
    const sink: FdWriteSink = {
      accepted: (bytes) => {
        // Again after the write: what was queued meets another state; and before it, as the child may already go on.
        tap?.accepted(bytes, this.#unseen || this.#isUnseen());
        this.#sink?.accepted(bytes.length);
      },
      closed: (error) => {
        tap?.eof(0);
        onClosed();
        if (this.#sink === null) this.#unheard = { error };
        else this.#sink.closed(error);
      },
    };
    this.#writer = new FdWriter(fd, sink, { terminal });
  }

  /** True once the descriptor is closed. */
  get closed(): boolean {
    return this.#writer.closed;
  }

  get pending(): number {
    return this.#writer.pending;
  }

  start(sink: WriteSink): void {
    this.#sink = sink;
    this.#writer.start();
    const unheard = this.#unheard;
    if (unheard !== null) queueMicrotask(() => sink.closed(unheard.error));
    this.#unheard = null;
  }

  write(bytes: Uint8Array): void {
    if (this.#ending || this.#writer.closed) return;
    this.#unseen = this.#isUnseen();
    this.#writer.write(bytes);
  }

  end(): void {
    this.#ending = true;
    this.#writer.end();
  }

  abort(): void {
    this.#ending = true;
    this.#writer.abort();
  }

  #isUnseen(): boolean {
    return this.terminal && !this.#writer.closed && !showsTyped(this.#writer.fd);
  }
}
