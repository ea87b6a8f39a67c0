import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Answer, answerHeaders, plainAnswer, writeAnswer } from './answer.ts';
import type { Audit } from './audit-log.ts';
import { type Admission, decide, type GateRules, type RequestHead } from './gate.ts';
import type { TransportLimits } from './limits.ts';

/** Certificate chain and private key, PEM. */
export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Takes over a socket the gate admitted. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer, admission: Admission) => void;

/** What makes HTTP servers that share one gate and one count of sockets. */
export interface HttpOptions {
  readonly rules: GateRules;
  readonly limits: TransportLimits;
  readonly audit: Audit;
  readonly tls?: TlsFiles | undefined;
  readonly onUpgrade: UpgradeHandler;
}

/** Milliseconds between looks at the header and request deadlines; Node's 30 s would make them half a minute. */
const DEADLINE_CHECK = 500;

/**
 * Returns a function that makes a server that does not listen yet; each address needs one of its own. Every answer
 * is one of the gate's: there is no other path to a response.
 */
export function httpServerFactory(options: HttpOptions): () => Server {
  const { limits, tls } = options;
  const open = new Set<Socket>();
  const serverOptions = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersTimeout,
    requestTimeout: limits.requestTimeout,
    keepAliveTimeout: limits.keepAliveTimeout,
    connectionsCheckingInterval: DEADLINE_CHECK,
    requireHostHeader: false,
    insecureHTTPParser: false,
  };
  const listener: RequestListener = (request, response) => respond(options, request, response);
  return () => {
    const server = tls
      ? createTlsServer(
          { ...serverOptions, ...tls, minVersion: 'TLSv1.2', handshakeTimeout: limits.headersTimeout },
          listener,
        )
      : createServer(serverOptions, listener);
    // One more than allowed, so that the gate sees the excess instead of a silent cut.
    server.maxHeadersCount = limits.headers + 1;
    server.setTimeout(limits.idleTimeout);
    server.on('connection', (socket: Socket) => admitSocket(socket, open, limits.connections));
    // Both would make Node write to the client before the gate has spoken.
    server.on('checkContinue', listener);
    server.on('checkExpectation', listener);
    server.on('upgrade', (request, socket, head) => upgrade(options, request, socket, head));
    server.on('connect', (request, socket) => refuseConnect(options, request, socket));
    server.on('clientError', answerParserError);
    return server;
  };
}

function admitSocket(socket: Socket, open: Set<Socket>, limit: number): void {
  if (open.size >= limit) {
    socket.destroy();
    return;
  }
  open.add(socket);
  socket.on('close', () => open.delete(socket));
}

function respond(options: HttpOptions, request: IncomingMessage, response: ServerResponse): void {
  const decision = decide(requestHead(request), options.rules);
  // Only a request with an Upgrade header can be admitted, and Node hands those over as 'upgrade'.
  const answer = 'upgrade' in decision ? plainAnswer(426, { Upgrade: 'websocket' }) : decision;
  note(options.audit, request, answer);
  const isPlain = request.method === 'GET' || request.method === 'HEAD';
  if (!isPlain || answer.status >= 400) response.setHeader('Connection', 'close');
  response.writeHead(answer.status, answerHeaders(answer));
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

function upgrade(options: HttpOptions, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  socket.on('error', () => socket.destroy());
  const decision = decide(requestHead(request), options.rules);
  if ('upgrade' in decision) return options.onUpgrade(request, socket, head, decision.upgrade);
  note(options.audit, request, decision);
  writeAnswer(socket, decision, request.method !== 'HEAD');
}

function refuseConnect(options: HttpOptions, request: IncomingMessage, socket: Duplex): void {
  socket.on('error', () => socket.destroy());
  const decision = decide(requestHead(request), options.rules);
  const answer = 'upgrade' in decision ? plainAnswer(405) : decision;
  note(options.audit, request, answer);
  writeAnswer(socket, answer);
}

/** Answers what is not HTTP, too large or too slow; Node hands over the bare socket. */
function answerParserError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.on('error', () => socket.destroy());
  writeAnswer(socket, plainAnswer(parserStatus(error.code)));
}

function parserStatus(code: string | undefined): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return 400;
}

function requestHead(request: IncomingMessage): RequestHead {
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    httpVersion: request.httpVersion,
    rawHeaders: request.rawHeaders,
    secure: 'encrypted' in request.socket,
  };
}

function note(audit: Audit, request: IncomingMessage, answer: Answer): void {
  if (answer.status !== 400 && answer.status !== 403) return;
  const { host = '', origin = '' } = request.headers;
  audit.record('refused', { status: answer.status, host, origin });
}
