import { osError } from './errors.ts';
import type { ExitSink, ProcessTransport, ReadEnd, ReadSink, WriteEnd, WriteSink } from './transport.ts';

/** A read end fed by hand: the child's side of the pipe is `write`, `end` and `fail`. For tests. */
export class MemoryReadEnd implements ReadEnd {
  /** What was asked of this end, in order: `pause`, `resume`, `close`. */
  readonly calls: string[] = [];
  takenBytes = 0;
  #sink: ReadSink | null = null;

  start(sink: ReadSink): void {
    this.#sink = sink;
  }

  pause(): void {
    this.calls.push('pause');
  }

  resume(): void {
    this.calls.push('resume');
  }

  taken(bytes: number): void {
    this.takenBytes += bytes;
  }

  close(): void {
    this.calls.push('close');
  }

  write(chunk: Uint8Array): void {
    this.#sink?.data(chunk);
  }

  end(): void {
    this.#sink?.eof();
  }

  fail(error: Error): void {
    this.#sink?.error(error);
  }
}

/** A write end whose kernel pipe has `room` bytes; more is made by `drainPipe`. For tests. */
export class MemoryWriteEnd implements WriteEnd {
  /** Everything the kernel took, in order. */
  readonly written: number[] = [];
  closed = false;
  readonly terminal: boolean;
  #room: number;
  #pending: number[] = [];
  #ending = false;
  #sink: WriteSink | null = null;

  constructor(room: number, terminal = false) {
    this.#room = room;
    this.terminal = terminal;
  }

  get pending(): number {
    return this.#pending.length;
  }

  start(sink: WriteSink): void {
    this.#sink = sink;
  }

  write(bytes: Uint8Array): void {
    for (const byte of bytes) this.#pending.push(byte);
    this.drainPipe(0);
  }

  end(): void {
    this.#ending = true;
    this.#closeWhenFlushed();
  }

  abort(): void {
    this.#pending = [];
    void Promise.resolve().then(() => this.#close(null));
  }

  /** The child reads so many bytes from the pipe. */
  drainPipe(bytes: number): void {
    this.#room += bytes;
    const taken = this.#pending.splice(0, this.#room);
    this.#room -= taken.length;
    for (const byte of taken) this.written.push(byte);
    if (taken.length > 0) this.#sink?.accepted(taken.length);
    this.#closeWhenFlushed();
  }

  /** The child's end goes away. */
  breakPipe(): void {
    const error = this.#pending.length > 0 ? osError('EPIPE') : null;
    this.#pending = [];
    this.#close(error);
  }

  #closeWhenFlushed(): void {
    if (this.#ending && this.#pending.length === 0) void Promise.resolve().then(() => this.#close(null));
  }

  #close(error: Error | null): void {
    if (this.closed) return;
    this.closed = true;
    this.#sink?.closed(error);
  }
}

/** A process that exists in the test only: its pipes and its exit are moved by hand. For tests. */
export class MemoryTransport implements ProcessTransport {
  readonly pid = 4242;
  readonly stdin: MemoryWriteEnd | null;
  readonly stdout: MemoryReadEnd | null;
  readonly stderr: MemoryReadEnd | null;
  /** Signals sent, in order; negative for the group. */
  readonly signals: number[] = [];
  closes = 0;
  /** Sizes set, in order. */
  readonly sizes: (readonly [columns: number, rows: number])[] = [];
  returncode: number | null = null;
  #sink: ExitSink | null = null;

  constructor(pipes: Partial<Pick<MemoryTransport, 'stdin' | 'stdout' | 'stderr'>> = {}) {
    this.stdin = pipes.stdin ?? null;
    this.stdout = pipes.stdout ?? null;
    this.stderr = pipes.stderr ?? null;
  }

  start(sink: ExitSink): void {
    this.#sink = sink;
  }

  sendSignal(signal: number): void {
    this.signals.push(signal);
  }

  sendSignalToGroup(signal: number): void {
    this.signals.push(-signal);
  }

  resize(columns: number, rows: number): void {
    this.sizes.push([columns, rows]);
  }

  close(): void {
    this.closes += 1;
    if (this.returncode === null) void Promise.resolve().then(() => this.exit(-9));
  }

  lose(error: Error): void {
    this.#sink?.lost?.(error);
  }

  exit(returncode: number): void {
    this.returncode = returncode;
    this.#sink?.exited(returncode);
  }
}
