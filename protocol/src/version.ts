/** The one protocol version this code speaks. A peer with another version is refused with words. */
export const PROTOCOL_VERSION = 1;

/** The WebSocket subprotocol both ends must name in the handshake. */
export const SUBPROTOCOL = 'pipescope.v1';
