import type { AgentMessage, Role } from '@pipescope/protocol';

/**
 * One authenticated way to a client, whatever carries it. The transport implements it and hands what it receives
 * to the `Session`; after `close` it delivers nothing more.
 */
export interface Connection {
  /** Sends one control message. Does nothing once closed. */
  send(message: AgentMessage): void;
  /** Sends one binary frame as it is; the bytes are shared with other viewers and must not be changed. */
  sendFrame(frame: Uint8Array): void;
  /** Bytes handed over and not yet written to the socket. */
  readonly bufferedAmount: number;
  /** Names the one listener that runs each time `bufferedAmount` has fallen, at the latest when it reaches 0. */
  onDrain(listener: () => void): void;
  /** Ends the connection with a WebSocket close code (4000-4499 are ours). Idempotent. */
  close(code: number, reason: string): void;
}

/** Who is at the other end, as proven by the handshake. */
export interface Identity {
  /** Public name of the key, never the secret. */
  readonly keyId: string;
  readonly role: Role;
  /**
   * Which of this key's clients it is: `session` of the `hello`. A client that names itself continues its own session
   * after a cut; one that does not gets the key's free session, or a new one while that is in use.
   */
  readonly session?: string | undefined;
}

/** Close codes of the session layer. */
export const CloseCode = {
  /** The same client has connected again: this connection is its former one. */
  replaced: 4000,
  /** A message or frame that is not allowed here. */
  badMessage: 4400,
  /** Stdin from someone who may only look. */
  notAllowed: 4403,
} as const;
