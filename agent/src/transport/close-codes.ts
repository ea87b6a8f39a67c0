/** WebSocket close codes with a meaning of their own; all others are those of RFC 6455. */
export const CLOSE = {
  /** Regular end: the agent or the client is going away (RFC 6455). */
  goingAway: 1001,
  /** A handler of the agent threw: a bug on this side (RFC 6455). */
  internal: 1011,
  /** The message is not one of the protocol, or not at this point. */
  badMessage: 4400,
  /** The key, the code or the proof was not accepted. */
  unauthenticated: 4401,
  /** The handshake took too long. */
  timeout: 4408,
  /** The two sides speak different protocol versions. */
  version: 4409,
  /** Too many messages, sockets or failed attempts. */
  tooMany: 4429,
} as const;

/** The largest close reason that fits in a control frame, in bytes (RFC 6455 §5.5.1: 125, less the code). */
const MAX_REASON = 123;

/** `reason` cut to what a close frame can carry, never inside a character. */
export function closeReason(reason: string): string {
  const bytes = Buffer.from(reason);
  if (bytes.length <= MAX_REASON) return reason;
  let end = MAX_REASON - 3;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return `${bytes.toString('utf8', 0, end)}...`;
}
