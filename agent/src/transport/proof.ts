import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What both sides of a handshake have seen, and therefore both can sign. */
export interface Exchange {
  readonly agentId: string;
  /** The `Origin` header; empty for a client that is not a page. */
  readonly origin: string;
  /** The `Host` header. */
  readonly host: string;
  /** Nonce of the client. */
  readonly cn: string;
  /** Nonce of the agent. */
  readonly sn: string;
}

/**
 * Proof of knowing `key`: HMAC-SHA-256 over the JSON array of the parts, 32 bytes.
 * @param side who proves: `c` client, `s` server; a proof of one side is none for the other
 */
export function proof(key: Uint8Array, side: 'c' | 's', exchange: Exchange): Buffer {
  const { agentId, origin, host, cn, sn } = exchange;
  return createHmac('sha256', key)
    .update(JSON.stringify([side, agentId, origin, host, cn, sn]))
    .digest();
}

/** Whether `mac` (base64url, from the peer) is `expected`, in a time that does not depend on where they differ. */
export function isProof(mac: string, expected: Buffer): boolean {
  const given = Buffer.alloc(expected.length);
  const isRightLength = Buffer.from(mac, 'base64url').copy(given) === expected.length && mac.length === 43;
  return timingSafeEqual(given, expected) && isRightLength;
}

/** The key a page keeps once its one-use code is spent: 32 bytes that never travel. */
export function deriveTabKey(secret: Uint8Array, cn: string, sn: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.from(cn + sn), 'pipescope tab key', 32));
}
