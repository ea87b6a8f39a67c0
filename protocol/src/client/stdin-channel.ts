import { osError } from '../process/errors.ts';
import { ConnectionLostError } from './errors.ts';
import { Listeners, type Unsubscribe } from './listeners.ts';
import { ResendQueue } from './resend-queue.ts';

/** Bytes sent and not yet accepted by the kernel, at most, unless the agent allows less; the rest waits here. */
export const STDIN_WINDOW = 1024 * 1024;
/** Bytes of the largest piece per frame, so that control is never behind much of it. */
const PIECE = 64 * 1024;

export interface StdinPort {
  /** Bytes the agent takes from this client before the kernel has accepted them. */
  window(): number;
  /** False when there is no connection. */
  send(run: string, offset: number, bytes: Uint8Array): boolean;
  /** True while bytes can be sent. */
  isOpen(): boolean;
  /**
   * Close after everything up to `offset`, which was sent before. Rejects with ConnectionLostError when it was cut off:
   * what was sent has to go again first, so it is asked again from here.
   */
  eof(run: string, offset: number): Promise<void>;
  abort(run: string): Promise<void>;
}

/**
 * This client's bytes to a run's stdin. Each has an absolute offset, so that after a cut everything the agent has not
 * acknowledged is sent again and nothing is typed twice.
 */
export class StdinChannel {
  readonly #port: StdinPort;
  readonly #run: string;
  readonly #changes = new Listeners<void>();
  /** Written and not accepted. */
  readonly #queue = new ResendQueue();
  /** What this turn has written goes out at its end. */
  #isCollecting = false;
  #written = 0;
  #sent = 0;
  #accepted = 0;
  #offered = 0;
  #ending: 'no' | 'end' | 'abort' = 'no';
  #eofAsked = false;
  #closed: { readonly error: Error | null } | null = null;
  #lost = 0;

  constructor(port: StdinPort, run: string) {
    this.#port = port;
    this.#run = run;
  }

  /** Bytes handed to `write` and not yet accepted by the kernel. */
  get pending(): number {
    return this.#closed === null && this.#ending !== 'abort' ? this.#written - this.#accepted : 0;
  }

  /** Of `pending`, what the kernel has not been offered, as far as is known here. */
  get unoffered(): number {
    return Math.min(this.pending, this.#written - this.#offered);
  }

  /** Bytes of this client that the kernel has accepted. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Bytes written that the kernel will not accept, as far as is known once stdin is closed; without what `abort` dropped. */
  get lost(): number {
    return this.#lost;
  }

  /**
   * Null while stdin is open; then the reason, whose `error` is null when it was closed in order: BrokenPipeError when
   * others have closed it before all that was written here was accepted.
   */
  get closed(): { readonly error: Error | null } | null {
    return this.#closed;
  }

  /** True once `end` or `abort` was called, or stdin is closed. */
  get ending(): boolean {
    return this.#ending !== 'no' || this.#closed !== null;
  }

  onChange(listener: () => void): Unsubscribe {
    return this.#changes.add(listener);
  }

  /** Takes the bytes (do not change them afterwards). Dropped once `ending`, as by a broken pipe. */
  write(bytes: Uint8Array): void {
    if (this.ending || bytes.length === 0) return;
    this.#queue.push(bytes);
    this.#written += bytes.length;
    if (this.#written - this.#sent >= PIECE) this.#pump();
    else void this.#collect();
    this.#changes.emit();
  }

  /** Sends now what was written; else it goes at the end of the turn, so that many small writes make one message. */
  flush(): void {
    if (this.#isCollecting) this.#pump();
  }

  /** EOF after everything written. Idempotent. */
  end(): void {
    if (this.ending) return;
    this.#ending = 'end';
    this.#pump();
    this.#changes.emit();
  }

  /** Drops what is pending and closes now. Idempotent. */
  abort(): void {
    if (this.#ending === 'abort' || this.#closed !== null) return;
    this.#ending = 'abort';
    this.#queue.clear();
    this.#port.abort(this.#run).then(
      () => this.report(this.#accepted, { error: null }),
      () => this.report(this.#accepted, { error: null }),
    );
    this.#changes.emit();
  }

  /** The agent's report: in all, `accepted` bytes of `offered`; `closed` when stdin is. */
  report(accepted: number, closed: { readonly error: Error | null } | null, offered = accepted): void {
    this.#offered = Math.max(this.#offered, Math.min(offered, this.#written));
    this.#drop(Math.min(accepted, this.#written) - this.#accepted);
    if (closed !== null && this.#closed === null) {
      this.#lost = this.#lostBy(closed.error);
      // What is in order for the agent is not in order here when bytes are lost by it.
      this.#closed = { error: closed.error ?? (this.#lost === 0 ? null : brokenPipe(this.#lost)) };
      this.#queue.clear();
    }
    this.#pump();
    this.#changes.emit();
  }

  /**
   * There is a new connection: what was not acknowledged goes out again. Also when that is nothing, the agent is asked:
   * stdin may have been closed meanwhile.
   */
  resume(): void {
    this.#sent = this.#accepted;
    this.#queue.rewind();
    this.#eofAsked = false;
    if (this.#closed === null && this.#ending !== 'abort') {
      this.#port.send(this.#run, this.#accepted, new Uint8Array(0));
    }
    this.#pump();
  }

  async #collect(): Promise<void> {
    if (this.#isCollecting) return;
    this.#isCollecting = true;
    await Promise.resolve();
    this.flush();
  }

  #pump(): void {
    this.#isCollecting = false;
    if (this.#closed !== null || this.#ending === 'abort') return;
    while (this.#sent < this.#written && this.#sent - this.#accepted < this.#port.window()) {
      const piece = this.#queue.piece(PIECE);
      if (!this.#port.send(this.#run, this.#sent, piece)) return;
      this.#sent += piece.length;
      this.#queue.sent(piece.length);
    }
    const isSent = this.#sent === this.#written;
    if (this.#ending === 'end' && isSent && !this.#eofAsked && this.#port.isOpen()) this.#askEof();
  }

  #askEof(): void {
    this.#eofAsked = true;
    this.#port.eof(this.#run, this.#written).then(
      () => this.report(this.#written, { error: null }),
      (error: unknown) => {
        if (error instanceof ConnectionLostError) return;
        this.report(this.#accepted, { error: error instanceof Error ? error : null });
      },
    );
  }

  #lostBy(error: Error | null): number {
    if (this.#ending === 'abort') return 0;
    // Of a client that sends too much, what was taken before is still written.
    const isRefused = error !== null && 'code' in error && error.code === 'PS_TOO_MANY';
    return this.#written - (isRefused ? this.#offered : this.#accepted);
  }

  #drop(count: number): void {
    if (count <= 0) return;
    this.#accepted += count;
    this.#sent = Math.max(this.#sent, this.#accepted);
    this.#queue.accepted(count);
  }
}

function brokenPipe(lost: number): Error {
  const error = osError('EPIPE');
  error.message += `: ${lost} ${lost === 1 ? 'byte was' : 'bytes were'} not accepted before stdin was closed`;
  return error;
}
