import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { SUBPROTOCOL } from '@pipescope/protocol';
import type { Platform, Socket, SocketEvents } from '@pipescope/protocol/client';
import { type RawData, WebSocket } from 'ws';
import { nodeClock } from './node-clock.ts';

/** Largest message taken from an agent, in bytes: the largest frame. */
const MAX_PAYLOAD = 4 * 1024 * 1024;

export interface NodePlatformOptions {
  /** Origin header to send; absent for a command-line client, which must not have one. */
  readonly origin?: string;
  /** Certificate authorities (PEM) to trust besides the system's, for `wss`. */
  readonly ca?: string;
}

/** What the client needs, from Node: `ws` for the socket, `node:crypto`, and a monotonic clock. */
export function nodePlatform(options: NodePlatformOptions = {}): Platform {
  return {
    clock: nodeClock,
    warn: (message) => process.emitWarning(message, 'ResourceWarning'),
    openSocket: (url, events) => openSocket(url, events, options),
    randomBytes: (count) => randomBytes(count),
    hmacSha256: async (key, text) => createHmac('sha256', key).update(text).digest(),
    hkdfSha256: async (ikm, salt, info, length) =>
      new Uint8Array(hkdfSync('sha256', ikm, Buffer.from(salt), Buffer.from(info), length)),
  };
}

function openSocket(url: string, events: SocketEvents, options: NodePlatformOptions): Socket {
  const socket = new WebSocket(url, SUBPROTOCOL, {
    perMessageDeflate: false,
    maxPayload: MAX_PAYLOAD,
    ...options,
  });
  socket.on('open', () => events.open());
  socket.on('message', (data, isBinary) => {
    const bytes = toBytes(data);
    if (isBinary) events.binary(bytes);
    else events.text(bytes.toString('utf8'));
  });
  socket.on('close', (code, reason) => events.close(code, reason.toString('utf8')));
  // Always followed by `close`, which is what counts.
  socket.on('error', () => undefined);
  return {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(message);
    },
    close: (code, reason) => socket.close(code, reason),
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
  };
}

function toBytes(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
