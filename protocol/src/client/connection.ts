import * as v from 'valibot';
import type { Cancel } from '../base/clock.ts';
import { type AgentMessage, agentMessage } from '../messages/events.ts';
import { challenge, type Welcome, welcome } from '../messages/handshake.ts';
import type { ClientMessageInput } from '../messages/requests.ts';
import type { ClientKey, SessionKey } from './client-key.ts';
import { CloseCode, refusal, refusalOf } from './close-code.ts';
import type { Refusal } from './connection-status.ts';
import { ProtocolError, RefusedError } from './errors.ts';
import { Handshake, type Identity } from './handshake.ts';
import type { Platform } from './platform.ts';
import type { Socket } from './socket.ts';

/** Milliseconds from the start of the socket to a verified welcome. */
export const OPENING_DEADLINE_MS = 10_000;
/** Messages kept while the agent's proof is being checked. */
const EARLY_MESSAGES_LIMIT = 256;
/** Close code of this client's own decision that the other end is gone. */
const CLOSE_DEAD = 4000;

/**
 * The life of one socket:
 *
 *   opening --socket open--> hello --challenge--> auth --welcome verified--> open
 *      any --cut, deadline, refusal, close()--> closed
 */
export type ConnectionPhase = 'opening' | 'hello' | 'auth' | 'open' | 'closed';

export interface ConnectionEvents {
  opened(welcome: Welcome, key: SessionKey): void;
  /** Any message of an open connection; called before it is handed out. */
  heard(): void;
  message(message: AgentMessage): void;
  frame(bytes: Uint8Array): void;
  /** Called once; `refusal` is null for a cut. Not called after `close()`. */
  closed(refusal: Refusal | null): void;
}

/** One socket from its opening to its end. It speaks only once both ends have proved that they know the key. */
export class Connection {
  readonly #socket: Socket;
  readonly #events: ConnectionEvents;
  readonly #handshake: Handshake;
  readonly #cancelDeadline: Cancel;
  readonly #early: (string | Uint8Array)[] = [];
  #phase: ConnectionPhase = 'opening';
  /** True while a proof is being computed: what arrives meanwhile waits in `#early`. */
  #busy = false;

  constructor(platform: Platform, url: string, identity: Identity, key: ClientKey, events: ConnectionEvents) {
    this.#events = events;
    this.#handshake = new Handshake(platform, identity, key);
    this.#cancelDeadline = platform.clock.schedule(() => this.drop(), OPENING_DEADLINE_MS);
    this.#socket = platform.openSocket(url, {
      open: () => this.#socketOpen(),
      text: (text) => this.#receive(text),
      binary: (bytes) => this.#receive(bytes),
      close: (code, reason) => this.#end(refusalOf(code, reason)),
    });
  }

  get phase(): ConnectionPhase {
    return this.#phase;
  }

  /** The key a code was to become, when our proof was sent and the welcome has not come. */
  get pendingKey(): SessionKey | null {
    return this.#handshake.pendingKey;
  }

  /** Bytes that wait in the socket. */
  get bufferedAmount(): number {
    return this.#socket.bufferedAmount;
  }

  /** False, and nothing is sent, unless the connection is open. */
  send(message: ClientMessageInput | Uint8Array): boolean {
    if (this.#phase !== 'open') return false;
    this.#socket.send(message instanceof Uint8Array ? message : JSON.stringify(message));
    return true;
  }

  /** Ends it in order; `closed` is not called. */
  close(): void {
    this.#quiet();
    this.#socket.close(CloseCode.normal, '');
  }

  /** Counts it as cut now, without waiting for the other end. */
  drop(): void {
    this.#socket.close(CLOSE_DEAD, 'no answer');
    this.#end(null);
  }

  /** Ends it because of something this side cannot accept. */
  refuse(reason: Refusal): void {
    this.#socket.close(CloseCode.badMessage, '');
    this.#end(reason);
  }

  #quiet(): boolean {
    if (this.#phase === 'closed') return false;
    this.#phase = 'closed';
    this.#cancelDeadline();
    this.#early.length = 0;
    return true;
  }

  #end(reason: Refusal | null): void {
    if (this.#quiet()) this.#events.closed(reason);
  }

  #socketOpen(): void {
    if (this.#phase !== 'opening') return;
    this.#phase = 'hello';
    this.#socket.send(JSON.stringify(this.#handshake.hello()));
  }

  #receive(message: string | Uint8Array): void {
    if (this.#phase === 'closed') return;
    if (this.#busy) {
      this.#early.push(message);
      if (this.#early.length > EARLY_MESSAGES_LIMIT) this.refuse(refusal('protocol'));
      return;
    }
    try {
      this.#take(message);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.refuse(refusal('protocol', null, `The agent sent something this client cannot read: ${error.message}`));
    }
  }

  #take(message: string | Uint8Array): void {
    if (this.#phase === 'open') {
      this.#events.heard();
      if (message instanceof Uint8Array) this.#events.frame(message);
      else this.#events.message(parse(agentMessage, message));
    } else if (message instanceof Uint8Array) {
      throw new ProtocolError('a binary message before the welcome');
    } else if (this.#phase === 'hello') {
      const asked = parse(challenge, message);
      this.#phase = 'auth';
      void this.#prove(async () => {
        const proof = await this.#handshake.answer(asked);
        if (this.phase === 'auth') this.#socket.send(JSON.stringify(proof));
      });
    } else {
      const greeting = parse(welcome, message);
      void this.#prove(async () => {
        const key = await this.#handshake.verify(greeting);
        if (this.phase !== 'auth') return;
        this.#phase = 'open';
        this.#cancelDeadline();
        this.#events.opened(greeting, key);
      });
    }
  }

  /** Runs one asynchronous step of the handshake, then hands on what arrived meanwhile. */
  async #prove(step: () => Promise<void>): Promise<void> {
    this.#busy = true;
    try {
      await step();
    } catch (error) {
      const words = `The proof of the key could not be computed: ${String(error)}`;
      this.refuse(error instanceof RefusedError ? error.refusal : refusal('protocol', null, words));
    }
    this.#busy = false;
    for (const message of this.#early.splice(0)) this.#receive(message);
  }
}

function parse<Schema extends v.GenericSchema>(schema: Schema, text: string): v.InferOutput<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProtocolError('a text message that is not JSON');
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ProtocolError(`${v.getDotPath(issue) ?? 'message'}: ${issue.message}`);
}
