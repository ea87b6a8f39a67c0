import type { FolderNames } from '../messages/folders.ts';
import type { AgentInfo, AgentMessage, Role, RunInfo, SpawnSpecInput, StepHow, Welcome } from '../messages/index.ts';
import type { Process, ProcessApi } from '../process/index.ts';
import { CancelledError, createWaitFor, DEVNULL, PIPE, PTY, STDOUT } from '../process/index.ts';
import type { BytesFrame } from '../record/bytes.ts';
import type { RowsFrame } from '../record/rows.ts';
import type { Attachment, AttachmentListener } from './attachment.ts';
import type { ClientKey, SessionKey } from './client-key.ts';
import type { ClientOptions, NamedConsumer, OutputName, SpawnRunOptions } from './client-options.ts';
import type { ConnectionStatus } from './connection-status.ts';
import { ConnectionLostError } from './errors.ts';
import { Failures } from './failures.ts';
import { Link } from './link.ts';
import { Listeners, type Unsubscribe } from './listeners.ts';
import { onceKey } from './once-key.ts';
import type { Platform } from './platform.ts';
import { readFrame } from './read-frame.ts';
import { RemoteProcesses } from './remote-processes.ts';
import { foldersReply, leaseReply, listReply, mintReply, spawnReply, stepReply, valueOf } from './replies.ts';
import { type Request, RequestManager, type RequestOptions } from './request-manager.ts';
import { Resumables } from './resumables.ts';
import { RunList } from './run-list.ts';
import { checkSpawnSize } from './spawn-size.ts';
import type { StdinChannel } from './stdin-channel.ts';
import { unlessCancelled } from './unless-cancelled.ts';
import type { Watch, WatchEnded, WatchListener } from './watch.ts';

/**
 * One client of one agent, over any number of sockets: what it follows goes on after a cut, what it has sent is done
 * once.
 */
export class Client implements ProcessApi {
  readonly PIPE = PIPE;
  readonly STDOUT = STDOUT;
  readonly DEVNULL = DEVNULL;
  readonly PTY = PTY;
  readonly waitFor: ProcessApi['waitFor'];
  readonly #once: () => string;
  readonly #link: Link;
  readonly #requests: RequestManager;
  readonly #runs = new RunList((run) => this.#resumables.gone(run));
  readonly #resumables: Resumables;
  readonly #statusListeners = new Listeners<ConnectionStatus>();
  readonly #reportListeners = new Listeners<boolean>();
  readonly #processes: RemoteProcesses;
  readonly #failures = new Failures();
  #welcome: Welcome | null = null;

  constructor(platform: Platform, options: ClientOptions) {
    this.#once = () => onceKey(platform);
    this.waitFor = createWaitFor(platform.clock);
    this.#link = new Link(platform, options, {
      up: (welcome, sameAgent) => this.#up(welcome, sameAgent),
      message: (message) => this.#message(message),
      frame: (bytes) => this.#frame(bytes),
      down: () => this.#down(),
      ended: (error) => this.#ended(error),
      status: (status) => this.#statusListeners.emit(status),
    });
    this.#requests = new RequestManager(
      (message) => this.#resumables.sendRequest(message),
      (failure) => this.#failures.toError(failure),
    );
    this.#resumables = new Resumables({
      clock: platform.clock,
      isOpen: () => this.#link.isOpen,
      isOwner: () => this.role === 'owner',
      ask: (request, repeat) => this.#ask(request, repeat),
      send: (message) => this.#link.send(message),
      stdinQueue: () => this.limits['stdinQueue'],
    });
    this.#processes = new RemoteProcesses({
      clock: platform.clock,
      warn: platform.warn,
      session: () => this.session,
      spawn: (spec, signal) => this.spawn(spec, { consumer: 'script', signal }),
      attach: (run, from, listener) => this.attach(run, from, listener),
      stdin: (run) => this.stdin(run),
      taken: (run, stream, taken, want) => this.#link.send({ op: 'taken', run, stream, taken, want }),
      close: (run) => this.closeRun(run),
      signal: (run, signal, target) => this.signal(run, signal, target),
      resize: (run, columns, rows) => this.resize(run, columns, rows),
      onReport: (listener) => this.#reportListeners.add(listener),
    });
  }

  /** Starts connecting; does nothing a second time. */
  start(): void {
    this.#link.start();
  }

  get status(): ConnectionStatus {
    return this.#link.status;
  }

  onStatus(listener: (status: ConnectionStatus) => void): Unsubscribe {
    return this.#statusListeners.add(listener);
  }

  /** Null until the first welcome; kept after a loss. */
  get agent(): AgentInfo | null {
    return this.#welcome?.agent ?? null;
  }

  /** Name of this client as `by` of the signals it sends; null until the first welcome. */
  get session(): string | null {
    return this.#welcome?.session ?? null;
  }

  get role(): Role | null {
    return this.#welcome?.role ?? null;
  }

  /** Every limit of the agent, by name. */
  get limits(): Readonly<Record<string, number>> {
    return this.#welcome?.limits ?? {};
  }

  get capabilities(): readonly string[] {
    return this.#welcome?.capabilities ?? [];
  }

  /** The key for the next start; null while all there is is a pairing code. Secret. */
  get sessionKey(): SessionKey | null {
    return this.#link.sessionKey;
  }

  /** Every run known, in the order of their numbers; kept, read only, after a loss. */
  get runs(): ReadonlyMap<string, RunInfo> {
    return this.#runs.all;
  }

  /** Told the ULIDs of runs that are new, changed or gone. */
  onRuns(listener: (changed: readonly string[]) => void): Unsubscribe {
    return this.#runs.onChange(listener);
  }

  /** Told after each new connection, once the list of runs is whole again. */
  onList(listener: () => void): Unsubscribe {
    return this.#runs.onWhole(listener);
  }

  /**
   * Starts a process, once, also when the connection is cut meanwhile.
   * Rejects with the OSError class the agent saw, ValueError, CancelledError or ConnectionLostError; `failedRunOf` then
   * tells which run stands in the list as failed.
   */
  async spawn(spec: SpawnSpecInput, options: SpawnRunOptions = {}): Promise<RunInfo> {
    const { consumer = 'follow', readAhead, signal } = options;
    if (signal?.aborted === true) throw new CancelledError();
    checkSpawnSize(spec, this.limits);
    const request = { op: 'spawn', once: this.#once(), spec, consumer, readAhead } as const;
    const told = (value: unknown): void => this.#runs.update([valueOf(spawnReply, value).run]);
    const answer = this.#ask(request, true, told).then((value) => valueOf(spawnReply, value).run);
    return unlessCancelled(answer, signal, (late) => this.closeRun(late.run));
  }

  /** The ULID of the run that a rejected `spawn` left in the list, else null. */
  failedRunOf(error: unknown): string | null {
    return this.#failures.runOf(error);
  }

  /** Sends signal 0-64, once. Rejects with ProcessLookupError when the process is finished. */
  async signal(run: string, signal: number, target: 'process' | 'group' = 'process'): Promise<void> {
    await this.#ask({ op: 'signal', run, once: this.#once(), signal, target }, true);
  }

  /**
   * Names who takes the output of one stream, or of both.
   * @param readAhead with `paused`, 0: nothing more is taken from the kernel
   */
  async consumer(run: string, consumer: NamedConsumer, stream?: OutputName, readAhead?: 0): Promise<void> {
    await this.#ask({ op: 'consumer', run, once: this.#once(), consumer, stream, readAhead }, true);
  }

  /**
   * One read of a stream by hand: resolves with the bytes it took, and all taken so far, and rejects as the method of
   * StreamReader of that name.
   */
  async step(run: string, stream: OutputName, how: StepHow): Promise<{ bytes: number; taken: number }> {
    return valueOf(stepReply, await this.#ask({ op: 'step', run, stream, how }, false));
  }

  /** Makes this client the script that reads a run that is known, from where the former consumer stood. */
  async takeOver(run: string): Promise<Process> {
    const { limit, taken } = valueOf(leaseReply, await this.#ask({ op: 'lease', run, once: this.#once() }, true));
    return this.#processes.takeOver(this.#runs.get(run), limit, taken);
  }

  /** Sets the size of the run's terminal. Rejects with OSError ENOTTY when it has none. */
  async resize(run: string, columns: number, rows: number): Promise<void> {
    await this.#ask({ op: 'resize', run, once: this.#once(), columns, rows }, true);
  }

  /** Closes every pipe of the run and kills it if it still runs. */
  async closeRun(run: string): Promise<void> {
    await this.#ask({ op: 'close', run }, true);
  }

  /** Drops an ended run from the list. */
  async forget(run: string): Promise<void> {
    await this.#ask({ op: 'forget', run }, false);
    this.#gone(run);
  }

  /** Counts and the last `tail` rows (at most 1,000), again whenever the record grows, also after a cut. */
  watch(run: string, tail: number, listener: WatchListener, ended?: WatchEnded): Watch {
    return this.#resumables.watches.add(run, tail, listener, this.#link.isOpen, ended);
  }

  /** Rows by number, at most 1,000. */
  async rows(run: string, from: number, count: number): Promise<RowsFrame> {
    return (await this.#ask({ op: 'rows', run, from, count }, true)) as RowsFrame;
  }

  /** Bytes of one stream from `offset` on, at most 1 MiB, as far as they are held. */
  async bytes(run: string, stream: 'stdin' | 'stdout' | 'stderr', offset: number, count: number): Promise<BytesFrame> {
    return (await this.#ask({ op: 'bytes', run, stream, offset, count }, true)) as BytesFrame;
  }

  /** The record from sequence number `from` on, every entry once and in order, also across cuts. */
  attach(run: string, from: number, listener: AttachmentListener): Attachment {
    return this.#resumables.attachments.add(run, from, listener, this.#link.isOpen);
  }

  /** This client's way to the run's stdin: the same object every time. */
  stdin(run: string): StdinChannel {
    return this.#resumables.channels.get(run);
  }

  /**
   * Folders of the agent's machine that a path may go on with; `path` is what is typed so far, up to 4,096 characters
   * and without NUL. What cannot be read is an empty answer that says why.
   */
  async folders(path: string): Promise<FolderNames> {
    return valueOf(foldersReply, await this.#ask({ op: 'folders', path }, true));
  }

  /** A barrier: what the agent knew before it is visible after it. */
  async sync(): Promise<void> {
    this.#reportListeners.emit(false);
    await this.#ask({ op: 'sync' }, true);
  }

  /** A one-use pairing code `KEYID.SECRET` for another page. Secret. */
  async mint(): Promise<{ readonly code: string; readonly expiresAt: number }> {
    return valueOf(mintReply, await this.#ask({ op: 'mint' }, false));
  }

  /** As in the agent's own module; this client is the consumer of what it starts. */
  readonly createSubprocessExec: ProcessApi['createSubprocessExec'] = (program, args, options) =>
    this.#processes.start((api) => api.createSubprocessExec(program, args, options));

  readonly createSubprocessShell: ProcessApi['createSubprocessShell'] = (cmd, options) =>
    this.#processes.start((api) => api.createSubprocessShell(cmd, options));

  /** The ULID of the run behind a process that this client has started, else null. */
  runOf(process: Process): string | null {
    return this.#processes.runOf(process);
  }

  /** Tries now instead of at `nextTryAt`; the only way out of `refused`. */
  tryNow(): void {
    this.#link.tryNow();
  }

  /**
   * For when there is a reason to doubt, or to hope: an open connection that does not answer within 2 s counts as cut; a
   * cut one is tried anew at once.
   */
  readonly checkNow = (): void => this.#link.checkNow();

  /** Goes on with another key, such as the code of a link that was pasted. */
  useKey(key: ClientKey): void {
    this.#link.useKey(key);
  }

  close(): void {
    this.#link.close();
  }

  #up(welcome: Welcome, sameAgent: boolean): void {
    this.#welcome = welcome;
    if (!sameAgent) this.#ended(new ConnectionLostError('Another agent answers now; the earlier one is gone.'));
    const listed = (value: unknown): void => {
      const { runs, total } = valueOf(listReply, value);
      this.#runs.replace(runs, total);
    };
    this.#ask({ op: 'list' }, false, listed).catch(() => undefined);
    this.#resumables.resume();
    this.#reportListeners.emit(true);
    this.#requests.resume();
  }

  #down(): void {
    this.#resumables.cut();
    this.#requests.cut();
  }

  #ended(error: Error): void {
    this.#down();
    this.#requests.fail(error);
    this.#resumables.fail(error);
  }

  #message(message: AgentMessage): void {
    switch (message.op) {
      case 'done':
      case 'failed':
        this.#requests.settle(message);
        break;
      case 'runs':
        this.#runs.update(message.runs);
        break;
      case 'gone':
        this.#gone(message.run);
        break;
      default:
        this.#resumables.message(message);
    }
  }

  #frame(bytes: Uint8Array): void {
    this.#link.guard(() => {
      const frame = readFrame(bytes);
      if ('tag' in frame && this.#requests.resolve(frame.tag, frame)) return;
      this.#resumables.frame(frame, bytes.length);
    });
  }

  #gone(run: string): void {
    this.#runs.remove(run);
    this.#resumables.gone(run);
  }

  #ask(request: Request, repeat: boolean, took?: RequestOptions['took']): Promise<unknown> {
    if (!this.#link.takes(repeat))
      return Promise.reject(new ConnectionLostError('There is no connection to the agent.'));
    return this.#requests.request(request, { repeat, took });
  }
}
