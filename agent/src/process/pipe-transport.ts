import {
  type ExitSink,
  osError,
  type ProcessTransport,
  type SpawnRequest,
  terminalReader,
} from '@pipescope/protocol/process';
import type { ExitStatus } from '../os/exit-status.ts';
import { killOwnGroup, killProcess, killProcessGroup } from '../os/kill.ts';
import { FdReader, type FdReaderOptions } from '../os/read-fd.ts';
import { reapOnExit } from '../os/reaper.ts';
import { PipeReadEnd } from './pipe-read-end.ts';
import { PipeWriteEnd } from './pipe-write-end.ts';
import type { ProcessTap } from './process-tap.ts';
import type { ParentEnds } from './stdio-table.ts';
import type { Terminal } from './terminal.ts';

const SIGKILL = 9;
/** What CPython says for a child whose status something else has collected. */
const UNKNOWN_RETURNCODE = 255;

/** A child that has been started. */
export interface StartedChild {
  readonly pid: number;
  readonly ends: ParentEnds;
  readonly request: SpawnRequest;
}

/**
 * A child process over pipes of this process, and its terminal.
 *
 *     running --exit--> exited --last pipe closed--> finished
 */
export class PipeTransport implements ProcessTransport {
  readonly pid: number;
  readonly stdin: PipeWriteEnd | null;
  readonly stdout: PipeReadEnd | null;
  readonly stderr: PipeReadEnd | null;
  readonly #leadsGroup: boolean;
  readonly #terminal: Terminal | null;
  /** Reads what a terminal shows that is only stdin: with a full one the child would block. */
  readonly #unkept: FdReader | null;
  #exitStatus: ExitStatus | null = null;
  #sink: ExitSink | null = null;
  #closed = false;

  /** Takes over the ends and the duty to reap the child. */
  constructor({ pid, ends, request }: StartedChild, tap?: ProcessTap, reading: FdReaderOptions = {}) {
    this.pid = pid;
    this.#leadsGroup = request.startNewSession || request.processGroup === 0;
    const { terminal } = ends;
    this.#terminal = terminal;
    const onClosed = (): void => this.#closeStdinWhenOver();
    const ofTerminal = {
      onRead: () => terminal?.progress(),
      onClosed: () => {
        terminal?.closed();
        onClosed();
      },
    };
    const reader = terminalReader(request);
    const readEnd = (name: 'stdout' | 'stderr', stream: 1 | 2): PipeReadEnd | null => {
      const fd = ends[name];
      if (fd === null) return null;
      return new PipeReadEnd({ fd, stream, tap, reading, onClosed, ...(name === reader ? ofTerminal : {}) });
    };
    this.stdin = ends.stdin === null ? null : new PipeWriteEnd(ends.stdin, tap, onClosed, request.stdin === 'pty');
    this.stdout = readEnd('stdout', 1);
    this.stderr = readEnd('stderr', 2);
    this.#unkept = terminal === null || reader !== null ? null : readAndForget(terminal);
    reapOnExit(pid, (status) => {
      this.#exitStatus = status;
      terminal?.leaderExited();
      tap?.exited(status);
      this.#closeStdinWhenOver();
      this.#sink?.exited(status.returncode ?? UNKNOWN_RETURNCODE);
    });
  }

  get returncode(): number | null {
    return this.#exitStatus === null ? null : (this.#exitStatus.returncode ?? UNKNOWN_RETURNCODE);
  }

  /** How it ended and what it used; null while it runs. */
  get exitStatus(): ExitStatus | null {
    return this.#exitStatus;
  }

  /** True once it has exited and all its pipes are closed on this side. */
  get finished(): boolean {
    return this.#exitStatus !== null && isClosed(this.stdin) && this.#outputsOver();
  }

  /** Bytes in the kernel's pipe of an output stream (FIONREAD); 0 for one that is closed or no pipe. */
  unread(stream: 1 | 2): number {
    return (stream === 1 ? this.stdout : this.stderr)?.unread ?? 0;
  }

  start(sink: ExitSink): void {
    this.#sink = sink;
    const { returncode } = this;
    if (returncode !== null) queueMicrotask(() => sink.exited(returncode));
  }

  sendSignal(signal: number): void {
    // Once reaped, the number may belong to a stranger.
    if (this.#exitStatus === null) killProcess(this.pid, signal);
  }

  sendSignalToGroup(signal: number): void {
    if (this.#exitStatus === null) killProcessGroup(this.pid, signal);
    else if (this.#leadsGroup) killOwnGroup(this.pid, signal);
    else throw osError('ESRCH');
  }

  resize(columns: number, rows: number): void {
    if (this.#terminal === null) throw osError('ENOTTY');
    this.#terminal.resize(columns, rows);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      // First, or the child might end by what the closing does: SIGPIPE, or SIGHUP of a terminal.
      this.sendSignal(SIGKILL);
    } catch {
      // It changed its user, or something else has reaped it: as CPython, closing does not fail for that.
    }
    this.stdin?.abort();
    this.stdout?.close();
    this.stderr?.close();
    if (this.#unkept?.closed === false) {
      this.#unkept.close();
      this.#terminal?.closed();
    }
  }

  /** As asyncio: when the process has exited and its outputs are at their end, stdin is closed too. */
  #closeStdinWhenOver(): void {
    if (this.#exitStatus !== null && this.#outputsOver()) this.stdin?.end();
  }

  #outputsOver(): boolean {
    return isClosed(this.stdout) && isClosed(this.stderr);
  }
}

function readAndForget(terminal: Terminal): FdReader {
  const closed = (): void => terminal.closed();
  const sink = { data: () => terminal.progress(), eof: closed, error: closed };
  const reader = new FdReader(terminal.master, sink, { transient: true });
  reader.resume();
  return reader;
}

function isClosed(end: { readonly closed: boolean } | null): boolean {
  return end?.closed ?? true;
}
