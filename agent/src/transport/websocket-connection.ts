import type { AgentMessage, ClientMessage } from '@pipescope/protocol';
import { type RawData, WebSocket } from 'ws';
import type { Connection } from '../session/connection.ts';
import { CLOSE, closeReason } from './close-codes.ts';
import type { TransportLimits } from './limits.ts';
import { MessageError, readClientMessage } from './read-message.ts';
import { TokenBucket } from './token-bucket.ts';

/** Who takes what a connection receives. */
export interface ConnectionSink {
  message(message: ClientMessage): void;
  frame(bytes: Uint8Array): void;
}

/** What a connection tells those who opened it. */
export interface ConnectionEvents {
  /** A handler threw: a bug of the agent. The connection is closed, others are not touched. */
  failed(error: unknown): void;
  /** The socket is gone. Called exactly once. */
  closed(code: number): void;
}

/** Pings without any sign of life after which the peer counts as dead. */
const MAX_MISSED_PINGS = 2;

/** Messages that let data flow: a client sends one for every few reads it has taken. */
const FLOW_CONTROL: ReadonlySet<ClientMessage['op']> = new Set(['credit', 'ack', 'taken']);
/** Their share of a message's allowance: 20 times the rate is what 300 MB/s through a 64 KiB limit need. */
const FLOW_CONTROL_COST = 1 / 20;

/**
 * An authenticated WebSocket: control messages as text frames, checked; record frames as binary frames, untouched.
 * A peer that does not read, does not answer or talks too much is cut off, never waited for.
 */
export class WebSocketConnection implements Connection {
  readonly #socket: WebSocket;
  readonly #limits: TransportLimits;
  readonly #events: ConnectionEvents;
  readonly #bucket: TokenBucket;
  readonly #pinging: NodeJS.Timeout;
  #sink: ConnectionSink | undefined;
  #drainListener: (() => void) | undefined;
  #missedPings = 0;
  /** When the peer was last within its rate, while it is above. */
  #overrunSince: number | undefined;
  #resuming: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket, limits: TransportLimits, events: ConnectionEvents) {
    this.#socket = socket;
    this.#limits = limits;
    this.#events = events;
    this.#bucket = new TokenBucket(limits.messagesPerSecond, limits.messageBurst, performance.now());
    this.#pinging = setInterval(() => this.#ping(), limits.pingInterval);
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('pong', () => this.#isAlive());
    socket.on('close', (code) => this.#closed(code));
  }

  /** Names who takes what is received. Call it before returning to the event loop. */
  deliverTo(sink: ConnectionSink): void {
    this.#sink = sink;
  }

  get bufferedAmount(): number {
    return this.#socket.bufferedAmount;
  }

  onDrain(listener: () => void): void {
    this.#drainListener = listener;
  }

  send(message: AgentMessage): void {
    this.#transmit(JSON.stringify(message), false);
  }

  sendFrame(frame: Uint8Array): void {
    this.#transmit(frame, true);
  }

  close(code: number, reason: string): void {
    this.#sink = undefined;
    if (this.#socket.isPaused) this.#socket.resume();
    this.#socket.close(code, closeReason(reason));
  }

  #transmit(data: string | Uint8Array, binary: boolean): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(data, { binary }, () => this.#drainListener?.());
    // Only terminate() frees what is buffered: close() would wait behind it.
    if (this.#socket.bufferedAmount > this.#limits.bufferedAmount) this.#socket.terminate();
  }

  #receive(data: RawData, isBinary: boolean): void {
    this.#isAlive();
    const sink = this.#sink;
    if (sink === undefined) return;
    const bytes = data as Buffer;
    try {
      if (isBinary) sink.frame(bytes);
      else this.#receiveText(bytes, sink);
    } catch (error) {
      if (error instanceof MessageError) return this.close(CLOSE.badMessage, error.message);
      this.close(CLOSE.internal, 'The agent failed on this message');
      this.#events.failed(error);
    }
  }

  #receiveText(text: Buffer, sink: ConnectionSink): void {
    const message = readClientMessage(text, this.#limits);
    this.#slowDown(FLOW_CONTROL.has(message.op) ? FLOW_CONTROL_COST : 1);
    sink.message(message);
  }

  /** Above its rate a peer is not read until it is within it again; one that stays above is cut off. */
  #slowDown(cost: number): void {
    const now = performance.now();
    const wait = this.#bucket.take(now, cost);
    if (wait === 0) {
      this.#overrunSince = undefined;
      return;
    }
    this.#overrunSince ??= now;
    if (now - this.#overrunSince > this.#limits.messageOverrun) {
      return this.close(CLOSE.tooMany, `More than ${this.#limits.messagesPerSecond} messages a second for too long`);
    }
    if (this.#resuming !== undefined) return;
    this.#socket.pause();
    this.#resumeAfter(wait);
  }

  /** What had been read already is still delivered while reading pauses, so the debt may have grown by then. */
  #resumeAfter(wait: number): void {
    this.#resuming = setTimeout(() => {
      this.#resuming = undefined;
      const debt = this.#bucket.debt(performance.now());
      if (debt > 0) this.#resumeAfter(debt);
      else this.#socket.resume();
    }, wait);
  }

  #isAlive(): void {
    this.#missedPings = 0;
  }

  #ping(): void {
    // While reading pauses no pong can be seen.
    if (this.#socket.isPaused) return;
    if (this.#missedPings >= MAX_MISSED_PINGS) return this.#socket.terminate();
    this.#missedPings += 1;
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.ping();
  }

  #closed(code: number): void {
    clearInterval(this.#pinging);
    clearTimeout(this.#resuming);
    this.#sink = undefined;
    this.#drainListener = undefined;
    this.#events.closed(code);
  }
}
