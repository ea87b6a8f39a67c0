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
  /** Bytes handed to the writer of which it was not yet told here that the kernel has them. */
  #written = 0;
  /** Those of them that one write(2) took, as far as the writer has told so far. */
  #taken: Uint8Array[] = [];
  #takenBytes = 0;
  /** How it was closed, until there is a sink to tell. */
  #unheard: { readonly error: Error | null } | null = null;

  /** @param onClosed called once when the descriptor is closed, before the sink hears of it. */
  constructor(fd: number, tap: ProcessTap | undefined, onClosed: () => void, terminal: boolean) {
    this.terminal = terminal;
    const sink: FdWriteSink = {
      accepted: (bytes) => {
        this.#taken.push(bytes);
        this.#takenBytes += bytes.length;
        // One write(2) may have taken many small chunks: they are told one by one, and are one thing that happened.
        if (this.#takenBytes < this.#written - this.#writer.pending) return;
        const [first = bytes] = this.#taken;
        const all = this.#taken.length === 1 ? first : Buffer.concat(this.#taken, this.#takenBytes);
        this.#written -= this.#takenBytes;
        this.#takenBytes = 0;
        this.#taken = [];
        // Again after the write: what was queued meets another state; and before it, as the child may already go on.
        tap?.accepted(all, this.#unseen || this.#isUnseen());
        this.#sink?.accepted(all.length);
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
    this.#written += bytes.length;
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
