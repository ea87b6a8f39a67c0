import type { Cancel } from '../base/clock.ts';
import type { AgentMessage } from '../messages/events.ts';
import type { Welcome } from '../messages/handshake.ts';
import type { ClientMessageInput } from '../messages/requests.ts';
import { encodeBase64Url } from './base64url.ts';
import type { ClientKey, SessionKey } from './client-key.ts';
import type { ClientOptions } from './client-options.ts';
import { Connection } from './connection.ts';
import type { ConnectionStatus, Refusal } from './connection-status.ts';
import { ConnectionLostError, ProtocolError, RefusedError } from './errors.ts';
import type { Identity } from './handshake.ts';
import { Heartbeat } from './heartbeat.ts';
import type { Platform } from './platform.ts';
import { Reconnect } from './reconnect.ts';

/** Milliseconds without a connection after which `reconnecting` is called `offline`. */
export const OFFLINE_AFTER_MS = 15_000;
const SESSION_NAME_BYTES = 16;

export interface LinkEvents {
  /** A verified connection; `sameAgent` is false when another agent was talked to before. */
  up(welcome: Welcome, sameAgent: boolean): void;
  message(message: AgentMessage): void;
  frame(bytes: Uint8Array): void;
  /** The connection was cut; another try follows. */
  down(): void;
  /** Refused or closed: no answer will come unless somebody tries again. */
  ended(error: Error): void;
  status(status: ConnectionStatus): void;
}

/** Keeps one connection to the agent alive: one socket at a time, the next one after a cut. */
export class Link {
  readonly #platform: Platform;
  readonly #options: ClientOptions;
  readonly #events: LinkEvents;
  readonly #identity: Identity;
  readonly #reconnect: Reconnect;
  readonly #heartbeat: Heartbeat;
  #key: ClientKey;
  /** The code to go back to when the key that was made of it, in a handshake that was cut, is not known. */
  #cutCode: ClientKey | null = null;
  #keptKey: SessionKey | null = null;
  #agentId: string | null = null;
  #connection: Connection | null = null;
  #cancelOffline: Cancel | null = null;
  #heardAt: number | null = null;
  #status: ConnectionStatus;

  constructor(platform: Platform, options: ClientOptions, events: LinkEvents) {
    this.#platform = platform;
    this.#options = options;
    this.#events = events;
    this.#key = options.key;
    const session = encodeBase64Url(platform.randomBytes(SESSION_NAME_BYTES));
    this.#identity = { kind: options.kind, origin: options.origin, host: options.host, session };
    this.#reconnect = new Reconnect(
      platform.clock,
      () => randomPart(platform),
      () => this.#open(),
    );
    this.#heartbeat = new Heartbeat(platform.clock, {
      ping: (t) => this.send({ op: 'ping', t }),
      latency: (latencyMs) => this.#setStatus({ latencyMs }),
      dead: () => this.#connection?.drop(),
    });
    this.#status = {
      state: 'connecting',
      since: Date.now(),
      lastHeardAt: null,
      latencyMs: null,
      nextTryAt: null,
      refusal: null,
    };
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  /** The key for the next start; null while all there is is a pairing code. */
  get sessionKey(): SessionKey | null {
    return this.#key.type === 'key' ? this.#key : null;
  }

  get isOpen(): boolean {
    return this.#connection?.phase === 'open';
  }

  /** Whether a request can be answered: now, or (`repeat`) after a cut, however long that lasts. */
  takes(repeat: boolean): boolean {
    const { state } = this.#status;
    return this.isOpen || (state !== 'refused' && state !== 'closed' && (repeat || state !== 'offline'));
  }

  get bufferedAmount(): number {
    return this.#connection?.bufferedAmount ?? 0;
  }

  start(): void {
    if (this.#connection === null && this.#status.state === 'connecting') this.#reconnect.now();
  }

  /** False, and nothing is sent, unless there is an open connection. */
  send(message: ClientMessageInput | Uint8Array): boolean {
    return this.#connection?.send(message) ?? false;
  }

  /** Ends the wait for the next try; in state `refused` it is the only way to another one. */
  tryNow(): void {
    const { state } = this.#status;
    if (state === 'connected' || state === 'closed' || this.#connection !== null) return;
    if (state === 'refused') this.#setState({ state: 'connecting', refusal: null });
    this.#reconnect.now();
  }

  /** Asks an open connection for a sign of life; else tries now, also in place of an attempt that may hang. */
  checkNow(): void {
    if (this.isOpen) {
      this.#heartbeat.check();
      return;
    }
    const { state } = this.#status;
    if (state !== 'reconnecting' && state !== 'offline') return;
    this.#connection?.drop();
    this.tryNow();
  }

  useKey(key: ClientKey): void {
    if (this.#status.state === 'closed') return;
    this.#key = key;
    this.#cutCode = null;
    if (this.#status.state === 'connected') return;
    this.#connection?.close();
    this.#connection = null;
    this.tryNow();
  }

  close(): void {
    if (this.#status.state === 'closed') return;
    this.#stop();
    this.#connection?.close();
    this.#connection = null;
    this.#setState({ state: 'closed', refusal: null });
    this.#events.ended(new ConnectionLostError('This client was closed.'));
  }

  /** Runs `step`; a ProtocolError in it costs the connection, after which the client resumes from what it has. */
  guard(step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#connection?.drop();
    }
  }

  #open(): void {
    if (this.#connection !== null) return;
    const connection: Connection = new Connection(this.#platform, this.#options.url, this.#identity, this.#key, {
      opened: (welcome, key) => this.#opened(welcome, key),
      heard: () => {
        this.#heardAt = Date.now();
        this.#heartbeat.heard();
      },
      message: (message) => this.#message(message),
      frame: (bytes) => this.#events.frame(bytes),
      closed: (reason) => this.#closed(connection, reason),
    });
    this.#connection = connection;
    this.#setStatus({});
  }

  #opened(welcome: Welcome, key: SessionKey): void {
    const sameAgent = this.#agentId === null || this.#agentId === key.agentId;
    const isNew = (this.#options.key !== key || this.#keptKey !== null) && this.#keptKey !== key;
    this.#key = key;
    this.#keptKey = key;
    this.#cutCode = null;
    this.#agentId = key.agentId;
    this.#heardAt = Date.now();
    this.#reconnect.succeeded();
    this.#cancelOffline?.();
    this.#cancelOffline = null;
    if (isNew) this.#options.onKey?.(key);
    this.#heartbeat.start();
    this.#events.up(welcome, sameAgent);
    this.#setState({ state: 'connected', refusal: null });
  }

  #message(message: AgentMessage): void {
    if (message.op === 'pong') this.#heartbeat.pong(message.t);
    else this.#events.message(message);
  }

  #closed(connection: Connection, reason: Refusal | null): void {
    if (this.#connection !== connection) return;
    const { state } = this.#status;
    this.#connection = null;
    this.#heartbeat.stop();
    if (reason === null && connection.pendingKey !== null) {
      this.#cutCode = this.#key;
      this.#key = connection.pendingKey;
    }
    if (reason?.reason === 'bad-key' && this.#cutCode !== null) {
      this.#key = this.#cutCode;
      this.#cutCode = null;
      this.#reconnect.plan();
      this.#setStatus({});
      return;
    }
    if (reason !== null) {
      this.#stop();
      this.#setState({ state: 'refused', refusal: reason });
      this.#events.ended(new RefusedError(reason));
      return;
    }
    this.#reconnect.plan();
    if (state === 'connected') {
      this.#events.down();
      this.#cancelOffline = this.#platform.clock.schedule(() => this.#setState({ state: 'offline' }), OFFLINE_AFTER_MS);
      this.#setState({ state: 'reconnecting' });
    } else if (state === 'connecting') {
      this.#setState({ state: 'offline' });
    } else {
      this.#setStatus({});
    }
  }

  #stop(): void {
    this.#reconnect.stop();
    this.#heartbeat.stop();
    this.#cancelOffline?.();
    this.#cancelOffline = null;
  }

  #setState(change: Pick<ConnectionStatus, 'state'> & Partial<ConnectionStatus>): void {
    this.#setStatus({ since: Date.now(), lastHeardAt: this.#heardAt, latencyMs: null, ...change });
  }

  #setStatus(change: Partial<ConnectionStatus>): void {
    this.#status = { ...this.#status, nextTryAt: this.#reconnect.nextTryAt, ...change };
    this.#events.status(this.#status);
  }
}

function randomPart(platform: Platform): number {
  const [high = 0, low = 0] = platform.randomBytes(2);
  return (high * 256 + low) / 65_536;
}
