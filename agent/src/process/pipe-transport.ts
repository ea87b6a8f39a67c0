import { type ExitSink, osError, type ProcessTransport } from '@pipescope/protocol/process';
import type { ExitStatus } from '../os/exit-status.ts';
import { killOwnGroup, killProcess, killProcessGroup } from '../os/kill.ts';
import type { FdReaderOptions } from '../os/read-fd.ts';
import { reapOnExit } from '../os/reaper.ts';
import { PipeReadEnd } from './pipe-read-end.ts';
import { PipeWriteEnd } from './pipe-write-end.ts';
import type { ProcessTap } from './process-tap.ts';
import type { ParentEnds } from './stdio-table.ts';

const SIGKILL = 9;
/** What CPython says for a child whose status something else has collected. */
const UNKNOWN_RETURNCODE = 255;

/** A child that has been started. */
export interface StartedChild {
  readonly pid: number;
  readonly ends: ParentEnds;
  /** Whether it was made the leader of a process group of its own. */
  readonly leadsGroup: boolean;
}

/**
 * A child process over pipes of this process.
 *
 *     running --exit--> exited --last pipe closed--> finished
 */
export class PipeTransport implements ProcessTransport {
  readonly pid: number;
  readonly stdin: PipeWriteEnd | null;
  readonly stdout: PipeReadEnd | null;
  readonly stderr: PipeReadEnd | null;
  readonly #leadsGroup: boolean;
  #exitStatus: ExitStatus | null = null;
  #sink: ExitSink | null = null;
  #closed = false;

  /** Takes over the pipe ends and the duty to reap the child. */
  constructor({ pid, ends, leadsGroup }: StartedChild, tap?: ProcessTap, reading: FdReaderOptions = {}) {
    this.pid = pid;
    this.#leadsGroup = leadsGroup;
    const onClosed = (): void => this.#closeStdinWhenOver();
    this.stdin = ends.stdin === null ? null : new PipeWriteEnd(ends.stdin, tap, onClosed);
    this.stdout = ends.stdout === null ? null : new PipeReadEnd(ends.stdout, 1, tap, onClosed, reading);
    this.stderr = ends.stderr === null ? null : new PipeReadEnd(ends.stderr, 2, tap, onClosed, reading);
    reapOnExit(pid, (status) => {
      this.#exitStatus = status;
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

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      // Before its stdin ends, which may have it exit by itself first.
      this.sendSignal(SIGKILL);
    } catch {
      // It changed its user, or something else has reaped it: as CPython, closing does not fail for that.
    }
    this.stdin?.abort();
    this.stdout?.close();
    this.stderr?.close();
  }

  /** As asyncio: when the process has exited and its outputs are at their end, stdin is closed too. */
  #closeStdinWhenOver(): void {
    if (this.#exitStatus !== null && this.#outputsOver()) this.stdin?.end();
  }

  #outputsOver(): boolean {
    return isClosed(this.stdout) && isClosed(this.stderr);
  }
}

function isClosed(end: { readonly closed: boolean } | null): boolean {
  return end?.closed ?? true;
}
