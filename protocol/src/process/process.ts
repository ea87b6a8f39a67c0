import type { Cancellable } from '../base/abort.ts';
import { ASYNC_DISPOSE } from '../base/dispose.ts';
import { INSPECT } from '../base/inspect.ts';
import { communicate } from './communicate.ts';
import { CancelledError, osError } from './errors.ts';
import { MAX_SIGNAL, signalNumber } from './signals.ts';
import { StreamReader } from './stream-reader.ts';
import { StreamWriter } from './stream-writer.ts';
import { checkTerminalSide } from './terminal.ts';
import type { ProcessTransport, ReadEnd } from './transport.ts';
import { Waiters } from './waiters.ts';
import { WriteTransport } from './write-transport.ts';

const SIGKILL = 9;
const SIGTERM = 15;

/**
 * A child process, with the rules of `asyncio.subprocess.Process`. Exit and the end of its streams are two facts:
 *
 *     running --exit--> exited --last pipe closed--> finished
 *
 * Made by `createSubprocessExec` and `createSubprocessShell`.
 */
export class Process {
  /** Never changes, also after the exit. With a shell it is the shell's. */
  readonly pid: number;
  /** Null unless stdin is a pipe or the terminal. */
  readonly stdin: StreamWriter | null;
  /** Null unless stdout is a pipe, or the terminal: then it is all that this shows. Stays readable after the exit. */
  readonly stdout: StreamReader | null;
  /** Null unless stderr is a pipe, or the terminal and stdout is not: one stream carries what a terminal shows. */
  readonly stderr: StreamReader | null;
  readonly #transport: ProcessTransport;
  readonly #warn: ((message: string) => void) | undefined;
  readonly #exits = new Waiters<number>();
  /** Pipes that are not closed on our side. */
  readonly #open = new Set<'stdin' | 'stdout' | 'stderr'>();
  readonly #endOutput: (() => void)[] = [];
  #returncode: number | null = null;
  #lost: Error | null = null;

  /**
   * @param limit of the readers, in bytes.
   * @param warn told of what asyncio warns of.
   */
  constructor(transport: ProcessTransport, limit: number, warn?: (message: string) => void) {
    this.#transport = transport;
    this.#warn = warn;
    this.pid = transport.pid;
    this.stdout = this.#reader('stdout', transport.stdout, limit);
    this.stderr = this.#reader('stderr', transport.stderr, limit);
    this.stdin = this.#writer(transport);
    transport.start({ exited: (returncode) => this.#exited(returncode), lost: (error) => this.#lose(error) });
  }

  /**
   * Null while the process is not known to have exited; then 0-255, or -N when signal N ended it.
   * @see CPython Lib/asyncio/base_subprocess.py, BaseSubprocessTransport.get_returncode
   */
  get returncode(): number | null {
    return this.#returncode;
  }

  /**
   * Waits for the exit, whatever the pipes do, and gives the returncode. Reads nothing: a child that writes more
   * than its pipe and the reader hold blocks, and so does this.
   * @throws CancelledError when the signal is aborted; the process and other waits go on.
   * @throws what the transport says when the exit can never be known, as a remote agent is gone.
   * @see CPython Lib/asyncio/subprocess.py, Process.wait
   */
  wait({ signal }: Cancellable = {}): Promise<number> {
    if (signal?.aborted === true) return Promise.reject(new CancelledError());
    if (this.#lost !== null) return Promise.reject(this.#lost);
    return this.#returncode === null ? this.#exits.wait(signal) : Promise.resolve(this.#returncode);
  }

  /**
   * Sends `input` and closes stdin, reads stdout and stderr to their end, waits for the exit, all at the same time.
   * What is not a pipe gives null; input without a stdin pipe is ignored. All output is kept in memory.
   * @throws CancelledError when the signal is aborted: the process goes on, what was collected is lost.
   * @see CPython Lib/asyncio/subprocess.py, Process.communicate
   */
  communicate(
    input?: Uint8Array | null,
    options: Cancellable = {},
  ): Promise<[stdout: Uint8Array | null, stderr: Uint8Array | null]> {
    return communicate(this, input ?? null, options);
  }

  /**
   * Sends a signal, by number or name, to this one process; 0 only probes. Does nothing when the process has exited
   * and one of its pipes is still open.
   * @throws ProcessLookupError when it has exited and all pipes are closed.
   * @throws OSError EINVAL for a number that is no signal; PermissionError when the process may not be signalled.
   * @see CPython Lib/asyncio/base_subprocess.py, BaseSubprocessTransport.send_signal
   */
  sendSignal(signal: number | string): void {
    const number = signalNumber(signal);
    if (this.#returncode === null) this.#transport.sendSignal(checkRange(number));
    else if (this.#open.size === 0) throw osError('ESRCH');
  }

  /**
   * Sends SIGTERM; see `sendSignal`.
   * @see CPython Lib/asyncio/base_subprocess.py, BaseSubprocessTransport.terminate
   */
  terminate(): void {
    this.sendSignal(SIGTERM);
  }

  /**
   * Sends SIGKILL; see `sendSignal`.
   * @see CPython Lib/asyncio/base_subprocess.py, BaseSubprocessTransport.kill
   */
  kill(): void {
    this.sendSignal(SIGKILL);
  }

  /**
   * Sends a signal to the whole process group of a child that leads one (`startNewSession`, `processGroup: 0`), also
   * after the child itself has exited.
   * @throws ProcessLookupError when the group is empty; PermissionError for the group of the caller itself.
   */
  sendSignalToGroup(signal: number | string): void {
    this.#transport.sendSignalToGroup(checkRange(signalNumber(signal)));
  }

  /**
   * Sets the size of the child's terminal. When it changes, the kernel sends SIGWINCH to the foreground group. Does
   * nothing once the terminal is gone.
   * @throws ValueError for a size that cannot be; OSError ENOTTY when no stream of the child is a PTY.
   */
  resize(columns: number, rows: number): void {
    this.#transport.resize(checkTerminalSide(columns, 'columns'), checkTerminalSide(rows, 'rows'));
  }

  /**
   * Closes every pipe and kills the process (SIGKILL) if it still runs. A second call does nothing.
   * @see CPython Lib/asyncio/base_subprocess.py, BaseSubprocessTransport.close
   */
  close(): void {
    this.#transport.close();
    for (const end of this.#endOutput) end();
    this.stdin?.transport.abort();
  }

  /** Closes, as `close`, and waits for the exit: at the end of the block of `await using child = ...`. */
  async [ASYNC_DISPOSE](): Promise<void> {
    this.close();
    await this.wait();
  }

  /**
   * Debug text: `<Process 1234>`.
   * @see CPython Lib/asyncio/subprocess.py, Process.__repr__
   */
  [INSPECT](): string {
    return `<Process ${this.pid}>`;
  }

  #reader(name: 'stdout' | 'stderr', end: ReadEnd | null, limit: number): StreamReader | null {
    if (end === null) return null;
    const reader = new StreamReader(limit, end);
    this.#open.add(name);
    const finish = (say: () => void): void => {
      if (!this.#open.has(name)) return;
      say();
      this.#closed(name);
    };
    end.start({
      data: (chunk) => {
        if (this.#open.has(name)) reader.feedData(chunk);
      },
      eof: () => finish(() => reader.feedEof()),
      error: (error) => finish(() => reader.setException(error)),
    });
    this.#endOutput.push(() => finish(() => reader.feedEof()));
    return reader;
  }

  #writer({ stdin }: ProcessTransport): StreamWriter | null {
    if (stdin === null) return null;
    this.#open.add('stdin');
    return new StreamWriter(new WriteTransport(stdin, () => this.#closed('stdin'), this.#warn), this.#warn);
  }

  #exited(returncode: number): void {
    if (this.#returncode !== null) return;
    this.#returncode = returncode;
    this.#exits.resolve(returncode);
    this.#closeStdinWhenOver();
  }

  #lose(error: Error): void {
    if (this.#returncode !== null || this.#lost !== null) return;
    this.#lost = error;
    this.#exits.reject(error);
  }

  #closed(name: 'stdin' | 'stdout' | 'stderr'): void {
    this.#open.delete(name);
    this.#closeStdinWhenOver();
  }

  /** Nobody will read stdin any more: the process has exited and its outputs are at their end. */
  #closeStdinWhenOver(): void {
    if (this.#returncode === null || this.#open.has('stdout') || this.#open.has('stderr')) return;
    this.stdin?.close();
  }
}

function checkRange(signal: number): number {
  if (signal < 0 || signal > MAX_SIGNAL) throw osError('EINVAL');
  return signal;
}
