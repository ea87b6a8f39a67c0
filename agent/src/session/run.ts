import type { ExitInfo, MissingCommand, RunInfo, StreamCount, TerminalSize, WireError } from '@pipescope/protocol';
import { EntryKind, encodeBytes, SIGNALS_TOLD, StreamId } from '@pipescope/protocol';
import type { ReadEnd, SpawnRequest } from '@pipescope/protocol/process';
import { hasParentEnd, hasTerminal, osError, STDIO_NAMES } from '@pipescope/protocol/process';
import type { ExitStatus } from '../os/exit-status.ts';
import type { ProcessTap } from '../process/process-tap.ts';
import { Record } from '../recording/record.ts';
import { recordedBytes } from '../recording/recorded-bytes.ts';
import { Recorder } from '../recording/recorder.ts';
import { rowsFrame } from '../recording/rows-reader.ts';
import { asLength } from './as-length.ts';
import { describeTarget } from './describe-target.ts';
import { ExitDrain } from './exit-drain.ts';
import { exitPayload } from './exit-payload.ts';
import { keptRequest, type ToldCommand, toldCommand, toldError } from './kept-request.ts';
import { COMPLAINT_BYTES, missingCommand, NOT_FOUND_CODE } from './missing-command.ts';
import { RequestError, toWireError } from './request-error.ts';
import { RunConsumers } from './run-consumers.ts';
import type { OutputFd } from './run-output.ts';
import { RunOutput } from './run-output.ts';
import type { RunStart } from './run-start.ts';
import type { RunSpawner, RunTransport } from './run-transport.ts';
import { startHint } from './start-hint.ts';
import { StdinQueue } from './stdin-queue.ts';

/**
 *   starting --exec--> running --exit, drained--> exited
 *       \--cannot start--> failed
 */
export type RunState = 'starting' | 'running' | 'exited' | 'failed';

/** One process and everything that happened to it. */
export class Run {
  readonly id: string;
  readonly number: number;
  /** What is told of what was asked for. */
  readonly command: ToldCommand;
  readonly record: Record;
  readonly consumers: RunConsumers;
  readonly startedAt = Date.now();
  /** The last signals that were sent, oldest first. */
  signals: NonNullable<RunInfo['signals']> = [];
  readonly #start: Omit<RunStart, 'request' | 'envNames'>;
  #request: SpawnRequest;
  readonly #recorder: Recorder;
  #state: RunState = 'starting';
  #transport: RunTransport | null = null;
  #outputs: readonly RunOutput[] = [];
  #stdin: StdinQueue | null = null;
  #drain: ExitDrain | null = null;
  /** An exit that came before the start was through. */
  #early: ExitStatus | null = null;
  #exit: ExitInfo | null = null;
  #error: WireError | null = null;
  /** Until the start is answered. */
  #wholeError: WireError | null = null;
  #missing: MissingCommand | null = null;
  #terminal: TerminalSize | null;
  readonly #onExit: (() => void)[] = [];

  constructor({ request, envNames, ...start }: RunStart) {
    this.#start = start;
    this.id = start.id;
    this.number = start.number;
    this.#request = request;
    this.command = toldCommand(request, envNames);
    const { columns, rows } = request;
    this.#terminal = hasTerminal(request) ? { columns, rows } : null;
    this.record = new Record(start.limits.memoryPerRun, start.budget);
    this.#recorder = new Recorder(start.id, this.record, start.limits);
    this.consumers = new RunConsumers(this.record, start.lease, start.limits.scriptBacklog);
    this.record.onGrow(() => start.changed(this));
  }

  get state(): RunState {
    return this.#state;
  }

  get pid(): number | null {
    return this.#transport?.pid ?? null;
  }

  get exit(): ExitInfo | null {
    return this.#exit;
  }

  /** What was asked for; once the start is over, without what is long and not needed any more. */
  get request(): SpawnRequest {
    return this.#request;
  }

  /** Why it did not start, with what was found about it; what is long in it is cut. */
  get error(): WireError | null {
    return this.#error;
  }

  /** The same whole, for the answer to the start: the first time it is asked for. */
  takeError(): WireError | null {
    const error = this.#wholeError ?? this.#error;
    this.#wholeError = null;
    return error;
  }

  /** The command that a shell did not find, once that is known. */
  get missingCommand(): MissingCommand | null {
    return this.#missing;
  }

  /** Size of its terminal now, or null when it has none. */
  get terminal(): TerminalSize | null {
    return this.#terminal;
  }

  /** When stdin was closed from here, in microseconds since spawn; null when that did not happen. */
  get stdinClosedAt(): number | null {
    return this.#stdin?.ended === true ? this.#recorder.endedAt(0) : null;
  }

  /** @throws RequestError when stdin is neither a pipe of ours nor the terminal. */
  get stdin(): StdinQueue {
    if (this.#stdin !== null) return this.#stdin;
    const why =
      this.#transport === null ? 'the process has not started' : `stdin is ${describeTarget(this.#request.stdin)}`;
    throw new RequestError('PS_NO_PIPE', `Run #${this.number} takes no stdin from here: ${why}.`);
  }

  /** What is recorded of a stream, or null when none of it comes by here. */
  count(fd: 0 | 1 | 2): StreamCount | null {
    return hasParentEnd(STDIO_NAMES[fd], this.#request) ? this.#recorder.count(fd) : null;
  }

  /** When the end of a stream was recorded, in microseconds since spawn; null before that. */
  endedAt(fd: 0 | 1 | 2): number | null {
    return this.#recorder.endedAt(fd);
  }

  /**
   * Starts the process. When that fails the run is `failed` with `error`, which has a hint unless a script asked for it:
   * scripts take errors as they are, and do not wait for more.
   */
  async start(spawn: RunSpawner): Promise<void> {
    try {
      this.#transport = await spawn(this.#request, { tap: this.#tap(), transient: true });
    } catch (error) {
      const hint = this.#start.consumer === 'script' ? null : await startHint(error, this.#request);
      this.#wholeError = toWireError(error, hint);
      this.#error = toldError(this.#wholeError);
      this.#request = keptRequest(this.#request);
      this.#state = 'failed';
      this.#start.changed(this);
      for (const resolve of this.#onExit.splice(0)) resolve();
      return;
    }
    this.#request = keptRequest(this.#request);
    const transport = this.#transport;
    this.#recorder.spawned(transport.pid, this.#terminal);
    this.#state = 'running';
    const { stdin, stdout, stderr } = transport;
    const outputs = [this.#output(1, transport, stdout), this.#output(2, transport, stderr)];
    this.#outputs = outputs.filter((output) => output !== null);
    this.consumers.begin(this.#outputs);
    if (stdin !== null) {
      this.#stdin = new StdinQueue(stdin, this.#start.limits);
      this.#stdin.start();
    }
    for (const output of this.#outputs) output.read();
    transport.start({ exited: () => undefined });
    if (this.#early !== null) this.#exited(this.#early);
    this.#start.changed(this);
  }

  /** Sends a signal and records who did. @throws OSError from kill(2), ProcessLookupError once it has exited. */
  signal(signal: number, target: 'process' | 'group', by: string): void {
    const transport = this.#running();
    if (target === 'group') transport.sendSignalToGroup(signal);
    else {
      if (transport.returncode !== null) throw osError('ESRCH');
      transport.sendSignal(signal);
    }
    if (signal === 0) return;
    this.signals = [...this.signals, { signal, target, by, time: this.now() }].slice(-SIGNALS_TOLD);
    this.#start.signalled?.(this, signal, target, by);
    this.#recorder.event(EntryKind.signal, StreamId.none, { signal, target, by });
    this.#start.changed(this);
  }

  /**
   * Sets the size of the terminal and records who did; nothing when it is that already.
   * @throws OSError ENOTTY when there is no terminal.
   */
  resize({ columns, rows }: TerminalSize, by: string): void {
    this.#running().resize(columns, rows);
    if (columns === this.#terminal?.columns && rows === this.#terminal.rows) return;
    this.#terminal = { columns, rows };
    this.#recorder.event(EntryKind.resize, StreamId.none, { columns, rows, by });
    this.#start.changed(this);
  }

  /** Closes every pipe and ends the process by SIGKILL when it runs. Idempotent. */
  close(): void {
    for (const output of this.#outputs) output.close();
    this.#transport?.close();
    this.#stdin?.lost();
    this.#drain?.progress();
  }

  /** Rows by number as one frame. */
  rows(from: number, count: number, tag: number): Uint8Array {
    this.flush();
    const streams = { stdin: this.count(0), stdout: this.count(1), stderr: this.count(2) };
    const { id: run, record } = this;
    return rowsFrame({ run, record, tag, from, count, rows: this.#recorder.rows, streams, limits: this.#start.limits });
  }

  /** Bytes of one stream as one frame, as far as they are held. */
  bytes(stream: 0 | 1 | 2, offset: number, count: number, tag: number): Uint8Array {
    this.flush();
    return encodeBytes({ run: this.id, tag, stream, ...recordedBytes(this.record, stream, offset, count) });
  }

  /** Rows begun. */
  get rowCount(): number {
    return this.#recorder.rows;
  }

  /** Microseconds since spawn. */
  now(): number {
    return this.#recorder.now();
  }

  /** Makes all that is recorded visible to readers. */
  flush(): void {
    this.#recorder.flush();
  }

  /** Resolves once the exit is recorded, or when the process never started. */
  ended(): Promise<void> {
    if (this.#state === 'exited' || this.#state === 'failed') return Promise.resolve();
    return new Promise((resolve) => this.#onExit.push(resolve));
  }

  #tap(): ProcessTap {
    const recorder = this.#recorder;
    return {
      data: (fd, bytes) => recorder.data(fd, bytes),
      accepted: (bytes, unseen) => recorder.data(0, unseen ? asLength(bytes) : bytes),
      eof: (fd) => recorder.eof(fd),
      exited: (exit) => {
        if (this.#state === 'starting') this.#early = exit;
        else this.#exited(exit);
      },
    };
  }

  #running(): RunTransport {
    if (this.#transport !== null) return this.#transport;
    throw new RequestError('PS_NOT_STARTED', `Run #${this.number} has not started.`);
  }

  #output(fd: OutputFd, transport: RunTransport, end: ReadEnd | null): RunOutput | null {
    if (end === null) return null;
    return new RunOutput({
      fd,
      end,
      terminal: this.#request[STDIO_NAMES[fd]] === 'pty',
      limit: this.#request.limit,
      consumer: this.#start.consumer,
      readAhead: this.#start.readAhead,
      recorder: this.#recorder,
      unread: () => transport.unread(fd),
      recorded: (offset) => recordedBytes(this.record, fd, offset, Number.MAX_SAFE_INTEGER - offset),
      stepBytes: this.#start.limits.stepBytes,
      progress: () => this.#drain?.progress(),
      moved: () => this.#start.changed(this),
    });
  }

  #exited(exit: ExitStatus): void {
    this.#drain = new ExitDrain(this.#outputs, () => this.#recordExit(exit));
  }

  #recordExit(exit: ExitStatus): void {
    const payload = exitPayload(exit, this.#outputs);
    this.#drain = null;
    this.#exit = { ...payload, time: this.#recorder.now() };
    this.#state = 'exited';
    this.#recorder.event(EntryKind.exit, StreamId.none, payload);
    for (const resolve of this.#onExit.splice(0)) resolve();
    if (exit.returncode === NOT_FOUND_CODE) void this.#findMissing();
  }

  /** The exit does not wait for it. What was not read yet is not known, and then nothing is said. */
  async #findMissing(): Promise<void> {
    this.flush();
    const errors = this.#outputs.find(({ fd }) => fd === 2) ?? this.#outputs[0];
    if (errors?.ended !== true) return;
    const from = Math.max(0, this.#recorder.count(errors.fd).bytes - COMPLAINT_BYTES);
    const { pieces } = recordedBytes(this.record, errors.fd, from, COMPLAINT_BYTES);
    this.#missing = await missingCommand(this.#request, Buffer.concat(pieces));
    if (this.#missing !== null) this.#start.changed(this);
  }
}
