import { PROTOCOL_VERSION } from '../version.ts';
import type { Auth, Challenge, Hello, Welcome } from '../messages/handshake.ts';
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

  constructor(platform: Platform, identity: Identity, key: ClientKey) {
    this.#platform = platform;
    this.#identity = identity;
    this.#key = key;
    this.#clientNonce = encodeBase64Url(platform.randomBytes(NONCE_BYTES));
  }

  hello(): Hello {
    const { type, keyId } = this.#key;
    return { op: 'hello', v: PROTOCOL_VERSION, kind: this.#identity.kind, auth: type, keyId, cn: this.#clientNonce };
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
    return { op: 'auth', mac: await this.#mac('c') };
  }

  /**
   * Checks the agent's proof and resolves with the key for the next time.
   * @throws RefusedError `impostor`.
   */
  async verify(welcome: Welcome): Promise<SessionKey> {
    const expected = await this.#mac('s');
    if (!sameText(expected, welcome.mac)) throw new RefusedError(refusal('impostor'));
    return this.#sessionKey(welcome.keyId);
  }

  async #sessionKey(keyId: string | undefined): Promise<SessionKey> {
    const { agentId, sn } = this.#challenged;
    if (this.#key.type === 'key') return this.#key;
    if (keyId === undefined) throw new RefusedError(refusal('protocol'));
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
