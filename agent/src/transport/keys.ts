import { randomBytes } from 'node:crypto';
import type { Role } from '@pipescope/protocol';
import type { TransportLimits } from './limits.ts';

/** A key that a client may prove to know, again and again, until the agent ends. */
export interface Key {
  /** Its public name. */
  readonly keyId: string;
  /** 32 bytes. */
  readonly secret: Buffer;
  readonly role: Role;
  /** Pages prove an origin with it, command-line clients must not have one. */
  readonly kind: 'page' | 'cli';
}

interface Entry extends Key {
  sockets: number;
}

type KeyLimits = Pick<TransportLimits, 'pageKeys' | 'connectionsPerKey'>;

/** The keys of this agent, in memory only: an agent that starts again knows none of them. */
export class KeyRing {
  /** In order of last use. */
  readonly #keys = new Map<string, Entry>();
  readonly #limits: KeyLimits;

  constructor(limits: KeyLimits) {
    this.#limits = limits;
  }

  /** Remembers `secret` under a public name. When there are too many, the page key unused for longest leaves. */
  add(kind: Key['kind'], role: Role, secret: Buffer, keyId = randomBytes(9).toString('base64url')): Key {
    const entry: Entry = { keyId, secret, role, kind, sockets: 0 };
    this.#keys.set(entry.keyId, entry);
    if (this.#keys.size > this.#limits.pageKeys) this.#dropUnused(entry);
    return entry;
  }

  /** The key called `keyId`, if any. */
  find(keyId: string): Key | undefined {
    return this.#keys.get(keyId);
  }

  /** Counts one more socket of a key. False when it has as many as it may have: then nothing is counted. */
  opened(keyId: string): boolean {
    const entry = this.#keys.get(keyId);
    if (entry === undefined || entry.sockets >= this.#limits.connectionsPerKey) return false;
    entry.sockets += 1;
    this.#keys.delete(keyId);
    this.#keys.set(keyId, entry);
    return true;
  }

  /** A socket that was counted has closed. */
  closed(keyId: string): void {
    const entry = this.#keys.get(keyId);
    if (entry !== undefined) entry.sockets -= 1;
  }

  #dropUnused(added: Entry): void {
    for (const entry of this.#keys.values()) {
      if (entry === added || entry.kind === 'cli' || entry.sockets > 0) continue;
      this.#keys.delete(entry.keyId);
      return;
    }
  }
}
