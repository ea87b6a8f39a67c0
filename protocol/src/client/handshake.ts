import type { Auth, Challenge, Hello, Welcome } from '../messages/handshake.ts';
import { PROTOCOL_VERSION } from '../version.ts';
import { encodeBase64Url } from './base64url.ts';
import type { ClientKey, SessionKey } from './client-key.ts';
import { refusal } from './close-code.ts';
import { RefusedError } from './errors.ts';
import type { Platform } from './platform.ts';

const NONCE_BYTES = 16;
const KEY_BYTES = 32;
const KEY_INFO = 'pipescope tab key';

/** Who this client is on the wire; both ends bind their proofs to `origin` and `host`. */
export interface Identity {
  readonly kind: 'page' | 'cli';
  /** Origin header of the request; empty when none is sent (CLI). */
  readonly origin: string;
  /** Host header of the request. */
  readonly host: string;
  /** Random name of this client, the same on every connection: the agent goes on where it was. */
  readonly session: string;
}

/**
 * One mutual proof that both ends know the key, without sending it:
 * hello -> challenge -> auth -> welcome. Nothing else may be sent until `verify` has resolved.
 */
export class Handshake {
  readonly #platform: Platform;
  readonly #identity: Identity;
  readonly #key: ClientKey;
  readonly #clientNonce: string;
  #challenge: Challenge | null = null;
  #pendingKey: SessionKey | null = null;

  constructor(platform: Platform, identity: Identity, key: ClientKey) {
    this.#platform = platform;
    this.#identity = identity;
    this.#key = key;
    this.#clientNonce = encodeBase64Url(platform.randomBytes(NONCE_BYTES));
  }

  /**
   * What our code becomes if the agent has taken it, under the code's name: known once our proof is made, null again
   * once the welcome has given the key its own name.
   */
  get pendingKey(): SessionKey | null {
    return this.#pendingKey;
  }

  hello(): Hello {
    const { type, keyId } = this.#key;
    const { kind, session } = this.#identity;
    return { op: 'hello', v: PROTOCOL_VERSION, kind, auth: type, keyId, cn: this.#clientNonce, session };
  }

  /**
   * Our proof.
   * @throws RefusedError `version`, or `agent-restarted` when it is not the agent that made our key.
   */
  async answer(challenge: Challenge): Promise<Auth> {
    if (challenge.v !== PROTOCOL_VERSION) {
      const words = `This client speaks protocol ${PROTOCOL_VERSION}, the agent speaks ${challenge.v}. Reload the page from the agent.`;
      throw new RefusedError(refusal('version', null, words));
    }
    if (this.#key.type === 'key' && this.#key.agentId !== challenge.agentId) {
      throw new RefusedError(refusal('agent-restarted'));
    }
    this.#challenge = challenge;
    const mac = await this.#mac('c');
    if (this.#key.type === 'code') this.#pendingKey = await this.#derive(this.#key.keyId);
    return { op: 'auth', mac };
  }

  /**
   * Checks the agent's proof and resolves with the key for the next time.
   * @throws RefusedError `impostor`.
   */
  async verify(welcome: Welcome): Promise<SessionKey> {
    const expected = await this.#mac('s');
    if (!sameText(expected, welcome.mac)) throw new RefusedError(refusal('impostor'));
    const key = await this.#sessionKey(welcome.keyId);
    this.#pendingKey = null;
    return key;
  }

  async #sessionKey(keyId: string | undefined): Promise<SessionKey> {
    if (this.#key.type === 'key') return this.#key;
    if (keyId === undefined) throw new RefusedError(refusal('protocol'));
    return this.#derive(keyId);
  }

  /** What a code turns into; it never travels. */
  async #derive(keyId: string): Promise<SessionKey> {
    const { agentId, sn } = this.#challenged;
    const salt = this.#clientNonce + sn;
    const secret = await this.#platform.hkdfSha256(this.#key.secret, salt, KEY_INFO, KEY_BYTES);
    return { type: 'key', keyId, secret, agentId };
  }

  async #mac(side: 'c' | 's'): Promise<string> {
    const { agentId, sn } = this.#challenged;
    const { origin, host } = this.#identity;
    const parts = [side, agentId, origin, host, this.#clientNonce, sn];
    return encodeBase64Url(await this.#platform.hmacSha256(this.#key.secret, JSON.stringify(parts)));
  }

  get #challenged(): Challenge {
    if (this.#challenge === null) throw new RefusedError(refusal('protocol'));
    return this.#challenge;
  }
}

/** Compares every character whatever differs, so that time tells nothing. */
function sameText(a: string, b: string): boolean {
  let different = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) different |= a.charCodeAt(i) ^ b.charCodeAt(i % Math.max(1, b.length));
  return different === 0;
}
