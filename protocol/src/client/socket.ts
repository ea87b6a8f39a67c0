/** The few methods a message socket must have; a browser's WebSocket, `ws` and the tests' pair all fit. */
export interface Socket {
  /** Sends one message: a string as a text frame, bytes as a binary frame. Ignored once closed. */
  send(message: string | Uint8Array): void;
  /** Starts the closing handshake; `events.close` follows. Ignored once closed. */
  close(code: number, reason: string): void;
  /** Bytes handed to `send` and not yet given to the network. */
  readonly bufferedAmount: number;
}

/** What a socket tells. Never called from inside `openSocket`, nor after `close`. */
export interface SocketEvents {
  open(): void;
  text(message: string): void;
  /** A binary message. The bytes are never written again. */
  binary(message: Uint8Array): void;
  /** The socket is gone, also when it never opened (then usually code 1006). Called exactly once. */
  close(code: number, reason: string): void;
}
