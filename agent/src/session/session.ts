import type { AgentMessage, ClientMessage } from '@pipescope/protocol';
import { decodeFrame, FrameError, FrameKind } from '@pipescope/protocol';
import { CommandHandler } from './command-handler.ts';
import type { Connection, Identity } from './connection.ts';
import { CloseCode } from './connection.ts';
import type { Hub } from './hub.ts';
import { OnceTable } from './once-table.ts';
import { RequestError, toWireError } from './request-error.ts';
import type { Run } from './run.ts';
import { StartFailure } from './start-failure.ts';
import type { StdinProgress, StdinQueue } from './stdin-queue.ts';
import { View } from './view.ts';

/**
 * One client, over any number of connections after one another: what it has asked to be done once, how much stdin it
 * has sent, which runs its scripts read. What it looks at belongs to the connection (`View`).
 */
export class Session {
  /** Name shown to others, as the one who sent a signal. */
  readonly id: string;
  /** Name within the agent: unique, also among clients of other keys. */
  readonly key: string;
  readonly identity: Identity;
  readonly once: OnceTable;
  readonly #hub: Hub;
  readonly #handler: CommandHandler;
  /** Runs whose stdin this client has used. */
  readonly #stdins = new Set<Run>();
  #view: View | null = null;
  /** ULIDs of runs whose stdin progress is to be told at the end of this turn. */
  readonly #stdinDirty = new Set<string>();

  constructor(hub: Hub, identity: Identity, key: string, id: string) {
    this.#hub = hub;
    this.identity = identity;
    this.key = key;
    this.id = id;
    this.once = new OnceTable(hub.limits.onceKeys);
    this.#handler = new CommandHandler(hub, this);
  }

  /** True while the client is connected. */
  get connected(): boolean {
    return this.#view !== null;
  }

  /** The client is there. A former connection of it is closed: one client is in one place. */
  attach(connection: Connection): void {
    const former = this.#view;
    this.#view = new View(connection, this, this.#hub.registry, this.#hub.limits);
    former?.close();
    former?.connection.close(CloseCode.replaced, 'This client has connected again.');
    this.#hub.connected(this);
  }

  /** The connection is gone. Leases and counts wait for the client to come back. */
  detach(connection: Connection): void {
    if (this.#view?.connection !== connection) return;
    this.#view.close();
    this.#view = null;
    this.#hub.disconnected(this);
  }

  /** Takes one checked message. Never throws: what goes wrong is the answer. */
  message(message: ClientMessage): void {
    const view = this.#view;
    if (view === null) return;
    void this.#answer(message, view);
  }

  /** Takes one binary frame: stdin. Anything else closes the connection. */
  frame(bytes: Uint8Array): void {
    const view = this.#view;
    if (view === null) return;
    try {
      this.#takeFrame(bytes);
    } catch (error) {
      if (!(error instanceof FrameError) && !(error instanceof RequestError)) throw error;
      const { role } = this.identity;
      view.connection.close(role === 'owner' ? CloseCode.badMessage : CloseCode.notAllowed, error.message);
    }
  }

  /** The stdin of a run; from now on its progress is told to this client, and at once when it is closed already. */
  stdin(run: Run): StdinQueue {
    const queue = run.stdin;
    if (!this.#stdins.has(run)) {
      this.#stdins.add(run);
      queue.listen(this.key, () => this.#stdinChanged(run.id));
      if (queue.progress(this.key).closed !== undefined) this.#stdinChanged(run.id);
    }
    return queue;
  }

  /** Tells now how far stdin has come. */
  tellStdin(): void {
    for (const run of this.#stdinDirty) {
      const { offered, accepted, closed } = this.#stdinProgress(run);
      const end = closed === undefined ? {} : { closed: closed === null ? null : toWireError(closed) };
      this.#view?.send({ op: 'stdin', run, offered, accepted, ...end });
    }
    this.#stdinDirty.clear();
  }

  /** A run was forgotten. */
  forgetRun(run: Run): void {
    this.#stdins.delete(run);
    this.#stdinDirty.delete(run.id);
  }

  /** The client is not coming back: nothing holds on to it. */
  close(): void {
    for (const run of this.#stdins) run.stdin.listen(this.key, null);
    this.#stdins.clear();
  }

  /** Ends the connection, if there is one. */
  disconnect(code: number, reason: string): void {
    this.#view?.send({ op: 'bye', reason });
    this.#view?.connection.close(code, reason);
  }

  async #answer(message: ClientMessage, view: View): Promise<void> {
    try {
      const result = this.#handler.handle(message, view);
      // What is known at once is answered at once, so that answers keep the order of their requests.
      const value = result instanceof Promise ? await result : result;
      if (value !== undefined && 'id' in message) view.send({ op: 'done', re: message.id, value });
    } catch (error) {
      if ('id' in message) view.send(this.#failed(message.id, error, view));
    }
  }

  #failed(re: number, error: unknown, view: View): AgentMessage {
    if (!(error instanceof StartFailure)) return { op: 'failed', re, error: toWireError(error) };
    const { run } = error;
    const failed = { op: 'failed', re, error: error.error } as const;
    if (this.#hub.registry.find(run) === undefined) return failed;
    // Who is told the run's name knows the run.
    view.flushRuns();
    return { ...failed, run };
  }

  #takeFrame(bytes: Uint8Array): void {
    if (this.identity.role !== 'owner') throw new RequestError('PS_NOT_ALLOWED', 'A viewer may not send stdin.');
    const frame = decodeFrame(bytes);
    if (frame.kind !== FrameKind.stdin) throw new FrameError('Only stdin frames go from client to agent.');
    const run = this.#hub.registry.find(frame.run);
    // A run that was forgotten, or has no pipe there, is the client's late news, not its fault: it is told.
    if (run !== undefined && run.count(0) !== null && run.pid !== null) {
      const queue = this.stdin(run);
      for (const { offset, bytes: chunk } of frame.chunks) queue.write(this.key, offset, chunk);
    }
    // After a cut a client asks with nothing new to learn how far it had come.
    this.#stdinChanged(frame.run);
  }

  #stdinProgress(run: string): StdinProgress {
    try {
      return this.#hub.registry.get(run).stdin.progress(this.key);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      return { offered: 0, accepted: 0, closed: error };
    }
  }

  #stdinChanged(run: string): void {
    if (this.#stdinDirty.size === 0) setImmediate(() => this.tellStdin());
    this.#stdinDirty.add(run);
  }
}
