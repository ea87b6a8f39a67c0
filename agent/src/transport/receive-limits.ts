import type { WebSocket } from 'ws';

/** The part of ws's receiver that holds its limits: private, so a test watches that it stays as named here. */
interface Receiver {
  _maxPayload: number;
  _maxBufferedChunks: number;
}

/**
 * Sets what an open socket may receive from now on. A stranger gets very little, a known client a lot, and ws fixes
 * both numbers when the socket is made; this is the one place that reaches into it.
 * @param maxPayload bytes of one message; more closes the socket with 1009 as soon as a frame header says so
 * @param maxBufferedChunks reads that may wait for the rest of a frame; more closes with 1008
 * @throws Error when this version of ws keeps its limits elsewhere
 */
export function setReceiveLimits(socket: WebSocket, maxPayload: number, maxBufferedChunks: number): void {
  const { _receiver: receiver } = socket as unknown as { _receiver?: Partial<Receiver> };
  if (typeof receiver?._maxPayload !== 'number' || typeof receiver._maxBufferedChunks !== 'number') {
    throw new Error('Cannot set receive limits: this version of ws keeps them elsewhere');
  }
  receiver._maxPayload = maxPayload;
  receiver._maxBufferedChunks = maxBufferedChunks;
}
