import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { SUBPROTOCOL, type Welcome } from '@pipescope/protocol';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Connection, Identity } from '../session/connection.ts';
import { plainAnswer, writeAnswer } from './answer.ts';
import type { Audit } from './audit-log.ts';
import { type AuthContext, type AuthStep, Handshake } from './auth.ts';
import { CLOSE, closeReason } from './close-codes.ts';
import type { Admission } from './gate.ts';
import type { TransportLimits } from './limits.ts';
import { setReceiveLimits } from './receive-limits.ts';
import { type ConnectionSink, WebSocketConnection } from './websocket-connection.ts';

/** A client's session, as far as a transport uses it. */
export interface SessionSeat extends ConnectionSink {
  /** Name of the session, which the client is told. */
  readonly id: string;
  attach(connection: Connection): void;
  detach(connection: Connection): void;
}

/** Where authenticated clients are led. */
export interface SessionHost {
  openSession(identity: Identity): SessionSeat;
}

/** What stands behind the WebSocket. */
export interface UpgradeContext {
  readonly auth: AuthContext;
  readonly host: SessionHost;
  readonly audit: Audit;
  readonly limits: TransportLimits;
}

/** Milliseconds a refused stranger has to answer the close frame. */
const REFUSAL_LINGER = 500;

/** Opens WebSockets for requests the gate admitted, and keeps strangers few, short and small. */
export class Upgrader {
  readonly #context: UpgradeContext;
  readonly #server: WebSocketServer;
  #strangers = 0;

  constructor(context: UpgradeContext) {
    this.#context = context;
    const { limits } = context;
    const options = {
      noServer: true,
      clientTracking: true,
      perMessageDeflate: false,
      handleProtocols: () => SUBPROTOCOL,
      maxPayload: limits.maxPayloadBeforeAuth,
      maxFragments: limits.maxFragments,
      maxBufferedChunks: limits.maxBufferedChunksBeforeAuth,
      maxPendingAutoPongs: limits.maxPendingPongs,
      closeTimeout: limits.closeTimeout,
    };
    this.#server = new WebSocketServer(options);
  }

  /** Answers 101, then expects the handshake; 503 while too many others are at that point. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, admission: Admission): void {
    if (this.#strangers >= this.#context.limits.unauthenticated) {
      this.#context.audit.record('refused', { status: 503, host: admission.host, origin: admission.origin });
      return writeAnswer(socket, plainAnswer(503, { 'Retry-After': '5' }));
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#greet(webSocket, admission));
  }

  /** Closes every WebSocket; those that do not answer are cut after the close timeout. */
  closeAll(code: number, reason: string): void {
    for (const socket of this.#server.clients) socket.close(code, closeReason(reason));
  }

  /** Cuts every WebSocket at once. */
  terminateAll(): void {
    for (const socket of this.#server.clients) socket.terminate();
  }

  #greet(socket: WebSocket, admission: Admission): void {
    const { auth, audit, limits } = this.#context;
    const handshake = new Handshake(auth, admission);
    let isOver = false;
    this.#strangers += 1;
    const finish = (): void => {
      if (isOver) return;
      isOver = true;
      this.#strangers -= 1;
      clearTimeout(deadline);
      socket.off('message', receive);
    };
    const refuse = (step: AuthStep & { type: 'refuse' }): void => {
      const { code, reason, cause } = step;
      audit.record('refused', { code, cause, host: admission.host, origin: admission.origin });
      // The place is held until the refusal is sent, so that delays cannot pile up.
      socket.off('message', receive);
      clearTimeout(deadline);
      const close = (): void => {
        finish();
        socket.close(code, closeReason(reason));
        setTimeout(() => socket.terminate(), REFUSAL_LINGER).unref();
      };
      if (step.delay > 0) setTimeout(close, step.delay);
      else close();
    };
    const receive = (data: RawData, isBinary: boolean): void => {
      if (isBinary) return refuse(badMessage('Text messages only, before authentication'));
      const step = handshake.receive(data as Buffer);
      if (step.type === 'refuse') return refuse(step);
      if (step.type === 'challenge') return socket.send(JSON.stringify(step.send));
      finish();
      this.#seat(socket, step, admission);
    };
    const deadline = setTimeout(() => refuse(late()), limits.authTimeout);
    socket.on('message', receive);
    socket.on('close', finish);
    // ws closes the socket itself, with the code of the error.
    socket.on('error', (error) => audit.record('socket-error', { message: error.message }));
  }

  #seat(socket: WebSocket, step: AuthStep & { type: 'welcome' }, { host, origin }: Admission): void {
    const { auth, audit, limits } = this.#context;
    const { key, hello, send } = step;
    if (!auth.keys.opened(key.keyId)) {
      audit.record('refused', { code: CLOSE.tooMany, cause: 'sockets of one key', keyId: key.keyId, host, origin });
      return socket.close(CLOSE.tooMany, `This key has ${limits.connectionsPerKey} connections already`);
    }
    setReceiveLimits(socket, limits.maxPayload, limits.maxBufferedChunks);
    const session = this.#context.host.openSession({ keyId: key.keyId, role: key.role, session: hello.session });
    const { keyId, kind, role } = key;
    audit.record('accepted', { keyId, kind, role, by: hello.auth, session: session.id, host, origin });
    const welcome: Welcome = { ...send, session: session.id };
    socket.send(JSON.stringify(welcome));
    const connection = new WebSocketConnection(socket, limits, {
      failed: (error) => audit.record('handler-failed', { error: String(error) }),
      closed: (code) => {
        auth.keys.closed(key.keyId);
        session.detach(connection);
        audit.record('closed', { keyId: key.keyId, code });
      },
    });
    connection.deliverTo(session);
    session.attach(connection);
  }
}

function badMessage(reason: string): AuthStep & { type: 'refuse' } {
  return { type: 'refuse', code: CLOSE.badMessage, reason, cause: 'bad message', delay: 0 };
}

function late(): AuthStep & { type: 'refuse' } {
  return { type: 'refuse', code: CLOSE.timeout, reason: 'The handshake took too long', cause: 'deadline', delay: 0 };
}
