import type { Clock } from '../base/clock.ts';
import type { Socket, SocketEvents } from './socket.ts';

/** All that the client needs from the place it runs in: a browser, Node, or a test. */
export interface Platform {
  readonly clock: Clock;
  /** Where a mistake of the program that uses the client is told: a write to a closed stdin, again and again. */
  readonly warn?: ((message: string) => void) | undefined;
  /** Opens a WebSocket with the subprotocol of `version.ts`. Failures arrive as `events.close`. */
  openSocket(url: string, events: SocketEvents): Socket;
  /** Cryptographically strong random bytes. */
  randomBytes(count: number): Uint8Array;
  /** HMAC-SHA-256 of the UTF-8 of `text`; 32 bytes. */
  hmacSha256(key: Uint8Array, text: string): Promise<Uint8Array>;
  /** HKDF with SHA-256 (RFC 5869); `salt` and `info` as UTF-8. */
  hkdfSha256(ikm: Uint8Array, salt: string, info: string, length: number): Promise<Uint8Array>;
}
