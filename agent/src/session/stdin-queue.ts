import type { WriteEnd } from '@pipescope/protocol/process';
import { osError } from '@pipescope/protocol/process';
import type { Limits } from '../recording/limits.ts';
import { RequestError } from './request-error.ts';

/** How far one client's bytes have come. */
export interface StdinProgress {
  /** Bytes of this client that were offered to the kernel. */
  readonly offered: number;
  /** Bytes of this client that the kernel has accepted. */
  readonly accepted: number;
  /** Undefined while stdin is open for this client; then null when closed in order, else why. */
  readonly closed: Error | null | undefined;
}

interface Client {
  /** Bytes handed over: the next must have this offset. */
  received: number;
  accepted: number;
  listener: (() => void) | null;
  /** Why nothing more of this client is taken, though stdin is open. */
  refused: Error | null;
  /** It has asked for the end and waits for it. */
  waits: boolean;
}

/** Bytes of one client with none of another among them. */
interface Part {
  readonly client: Client;
  bytes: number;
}

const NOBODY: Client = { received: 0, accepted: 0, listener: null, refused: null, waits: false };

/** What a part costs besides its bytes, in bytes. */
const PART_COST = 64;
/** Accepted parts after which the list of parts is made shorter, once they are more than half of it. */
const MANY_PARTS = 1_024;

/**
 * One stdin, several clients. Each counts its own bytes, so that what is sent again after a cut is known and skipped;
 * between clients the order is that of arrival. What the kernel has not accepted is bounded, per client and in all.
 */
export class StdinQueue {
  readonly #end: WriteEnd;
  readonly #limits: Pick<Limits, 'stdinQueue' | 'stdinTotal'>;
  readonly #clients = new Map<string, Client>();
  /** Whose bytes wait, in the order in which the kernel will get them. Those before `#first` have been accepted. */
  #waiting: Part[] = [];
  #first = 0;
  #closed: Error | null | undefined;
  #ending = false;
  #ended = false;
  readonly #onClosed = new Set<() => void>();

  constructor(end: WriteEnd, limits: Pick<Limits, 'stdinQueue' | 'stdinTotal'>) {
    this.#end = end;
    this.#limits = limits;
  }

  start(): void {
    this.#end.start({
      accepted: (bytes) => this.#accepted(bytes),
      closed: (error) => {
        this.#ended = this.#ending && error === null;
        this.#close(error);
      },
    });
  }

  /** True once it was closed because a client asked for that, and not because its reader went away. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Names who is told when `progress(client)` changes. */
  listen(client: string, listener: (() => void) | null): void {
    this.#client(client).listener = listener;
  }

  progress(client: string): StdinProgress {
    const { received, accepted, refused } = this.#clients.get(client) ?? NOBODY;
    return { offered: received, accepted, closed: refused ?? this.#closed };
  }

  /**
   * Writes what is new of `bytes`, whose first has `offset` in the client's own count. Bytes known already are
   * skipped; after the end all are, as by a broken pipe. When too much of all clients waits they are not taken, and
   * stdin is closed for this client: it is told so, and how far it had come.
   * @throws RequestError for a hole, or when the client sends on with more than the bound waiting.
   */
  write(client: string, offset: number, bytes: Uint8Array): void {
    // What was under way when it ended is dropped, and so is what goes on from there. Before looking for holes: what was
    // dropped here was not counted.
    if (this.#closed !== undefined || this.#ending) return;
    const state = this.#client(client);
    // What it sent before it heard of that.
    if (state.refused !== null) return;
    if (offset > state.received) {
      throw new RequestError('PS_STDIN_HOLE', `Stdin must go on at ${state.received}, not at ${offset}.`);
    }
    const fresh = bytes.subarray(Math.min(bytes.length, state.received - offset));
    if (fresh.length === 0) return;
    const { stdinQueue, stdinTotal } = this.#limits;
    if (state.received - state.accepted > stdinQueue) {
      throw new RequestError(
        'PS_TOO_MANY',
        `More than ${stdinQueue} bytes of stdin wait. Send on as they are accepted.`,
      );
    }
    if (this.#end.pending + this.#waiting.length * PART_COST > stdinTotal) return this.#refuse(state);
    state.received += fresh.length;
    this.#await(state, fresh.length);
    this.#end.write(alone(fresh));
  }

  /**
   * Closes stdin after everything up to the client's `offset`. Resolves when it is closed.
   * @param left ends the wait, not the closing: nobody is there to be told
   * @throws RequestError when bytes before `offset` are missing, or when the client waits for the end already.
   * @throws what write(2) said when it broke; BrokenPipeError when it was closed before all up to `offset` was written.
   */
  async end(client: string, offset: number, left: AbortSignal): Promise<void> {
    const state = this.#client(client);
    if (state.refused !== null) throw state.refused;
    if (state.waits) throw new RequestError('PS_TOO_MANY', 'The end of this stdin is awaited by this client already.');
    if (this.#closed === undefined && !this.#ending && offset !== state.received) {
      throw new RequestError('PS_STDIN_HOLE', `Stdin cannot end at ${offset}: ${state.received} bytes have come.`);
    }
    this.#ending = true;
    this.#end.end();
    await this.#whenClosed(state, left);
    if (this.#closed) throw this.#closed;
    if (state.accepted < offset) throw osError('EPIPE');
  }

  /** Drops what waits and closes. Resolves when it is closed. */
  async abort(): Promise<void> {
    this.#ending = true;
    this.#end.abort();
    await this.#whenClosed();
  }

  /** The transport is gone: whatever was to come does not. */
  lost(): void {
    this.#close(null);
  }

  /** Not for what the client did itself: so its connection stays, and what it sent before is still written. */
  #refuse(client: Client): void {
    const { pending } = this.#end;
    const words = `${pending} bytes of all clients wait for this stdin already (limit stdinTotal): no more is taken.`;
    client.refused = new RequestError('PS_TOO_MANY', words);
    client.listener?.();
  }

  #client(name: string): Client {
    let client = this.#clients.get(name);
    if (client === undefined) {
      client = { ...NOBODY };
      this.#clients.set(name, client);
    }
    return client;
  }

  #await(client: Client, bytes: number): void {
    const last = this.#waiting.at(-1);
    if (last?.client === client && this.#first < this.#waiting.length) last.bytes += bytes;
    else this.#waiting.push({ client, bytes });
  }

  #accepted(bytes: number): void {
    for (let left = bytes; left > 0; ) {
      const part = this.#waiting[this.#first];
      if (part === undefined) break;
      const now = Math.min(left, part.bytes);
      part.bytes -= now;
      part.client.accepted += now;
      left -= now;
      if (part.bytes === 0) this.#first += 1;
      part.client.listener?.();
    }
    if (this.#first === this.#waiting.length || (this.#first > MANY_PARTS && this.#first * 2 > this.#waiting.length)) {
      this.#waiting.splice(0, this.#first);
      this.#first = 0;
    }
  }

  #close(error: Error | null): void {
    if (this.#closed !== undefined) return;
    this.#closed = error;
    this.#waiting = [];
    this.#first = 0;
    for (const client of this.#clients.values()) client.listener?.();
    for (const resolve of this.#onClosed) resolve();
  }

  /** Resolves when stdin is closed, or when the client that waits has left: then at once, as it may come back at once. */
  async #whenClosed(client?: Client, left?: AbortSignal): Promise<void> {
    if (this.#closed !== undefined) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        if (client !== undefined) client.waits = false;
        this.#onClosed.delete(done);
        left?.removeEventListener('abort', done);
        resolve();
      };
      if (client !== undefined) client.waits = true;
      this.#onClosed.add(done);
      left?.addEventListener('abort', done);
    });
  }
}

/** The bytes without what else is in their memory, when that is more than they are: else a few would hold a whole frame. */
function alone(bytes: Uint8Array): Uint8Array {
  // Not slice(): a Buffer makes a view of it.
  return bytes.length * 2 < bytes.buffer.byteLength ? new Uint8Array(bytes) : bytes;
}
