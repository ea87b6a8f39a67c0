import { randomBytes } from 'node:crypto';
import type { Role } from '@pipescope/protocol';
import type { TransportLimits } from './limits.ts';

/** A code as it is handed out once. */
export interface MintedCode {
  /** `KEYID.SECRET`, what a link carries behind `#p=`. Secret. */
  readonly code: string;
  /** Wall clock in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A code that can still be used. */
export interface OpenCode {
  readonly keyId: string;
  readonly secret: Buffer;
  readonly role: Role;
}

interface Entry extends OpenCode {
  readonly expiresAt: number;
  wrongProofs: number;
}

type CodeLimits = Pick<TransportLimits, 'codeLifetime' | 'openCodes' | 'wrongProofsPerCode'>;

/** One-use codes that turn a new page into a known one. They live in memory and end with the agent. */
export class PairingCodes {
  readonly #codes = new Map<string, Entry>();
  readonly #limits: CodeLimits;
  readonly #now: () => number;

  /** @param now wall clock in milliseconds */
  constructor(limits: CodeLimits, now: () => number = Date.now) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Makes a code for `role`. When too many are open the oldest is void. */
  mint(role: Role = 'owner'): MintedCode {
    const keyId = randomBytes(6).toString('base64url');
    const secret = randomBytes(16);
    const expiresAt = this.#now() + this.#limits.codeLifetime;
    this.#codes.set(keyId, { keyId, secret, role, expiresAt, wrongProofs: 0 });
    while (this.#codes.size > this.#limits.openCodes) {
      const [oldest = ''] = this.#codes.keys();
      this.#codes.delete(oldest);
    }
    return { code: `${keyId}.${secret.toString('base64url')}`, expiresAt };
  }

  /** The code called `keyId`, while it is unused, not expired and not guessed at too often. */
  find(keyId: string): OpenCode | undefined {
    const entry = this.#codes.get(keyId);
    if (entry === undefined || entry.expiresAt > this.#now()) return entry;
    this.#codes.delete(keyId);
    return undefined;
  }

  /** The code was used: it is void from now on. */
  redeem(keyId: string): void {
    this.#codes.delete(keyId);
  }

  /** A proof with this code was wrong. After a few, it is void. */
  wrongProof(keyId: string): void {
    const entry = this.#codes.get(keyId);
    if (entry === undefined) return;
    entry.wrongProofs += 1;
    if (entry.wrongProofs >= this.#limits.wrongProofsPerCode) this.#codes.delete(keyId);
  }
}
