import { decodeBase64Url, encodeBase64Url } from './base64url.ts';

/** A one-use pairing code, as the link's fragment `#p=KEYID.SECRET` carries it. */
export interface PairingCode {
  readonly type: 'code';
  /** Public name of the code. */
  readonly keyId: string;
  /** 16 bytes. */
  readonly secret: Uint8Array;
}

/** A tab key or CLI key: what a pairing code was turned into, or what the agent's key file holds. */
export interface SessionKey {
  readonly type: 'key';
  readonly keyId: string;
  /** 32 bytes. */
  readonly secret: Uint8Array;
  /** The agent that knows this key; another agent on the same address is `agent-restarted`. */
  readonly agentId: string;
}

export type ClientKey = PairingCode | SessionKey;

/** The form in which keys are kept: in the CLI key file and in a tab's session storage. */
export interface StoredKey {
  readonly v: 1;
  readonly agentId: string;
  readonly keyId: string;
  /** 32 bytes as base64url. */
  readonly key: string;
}

const CODE = /^(?:[^#]*#)?p=([A-Za-z0-9_-]{6,32})\.([A-Za-z0-9_-]{22})$/;

/** Reads a pairing code from a whole link, a fragment `#p=...` or `p=...`; null when there is none. */
export function parsePairingCode(text: string): PairingCode | null {
  const [, keyId, secretText] = CODE.exec(text.trim()) ?? [];
  if (keyId === undefined || secretText === undefined) return null;
  const secret = decodeBase64Url(secretText);
  return secret === null ? null : { type: 'code', keyId, secret };
}

/** Reads a kept key; null when the value is not one. */
export function parseStoredKey(value: unknown): SessionKey | null {
  if (typeof value !== 'object' || value === null) return null;
  const { v, agentId, keyId, key } = value as Partial<Record<keyof StoredKey, unknown>>;
  if (v !== 1 || typeof agentId !== 'string' || typeof keyId !== 'string' || typeof key !== 'string') return null;
  const secret = decodeBase64Url(key);
  return secret?.length === 32 ? { type: 'key', keyId, secret, agentId } : null;
}

/** The form to keep. Secret: never log it. */
export function storeKey(key: SessionKey): StoredKey {
  return { v: 1, agentId: key.agentId, keyId: key.keyId, key: encodeBase64Url(key.secret) };
}
