import { randomUUID } from 'node:crypto';
import { spawnOverPipes } from '../process/spawn-over-pipes.ts';
import type { Limits } from '../recording/limits.ts';
import { withLimits } from '../recording/limits.ts';
import type { Identity } from './connection.ts';
import { FolderLooks } from './folder-looks.ts';
import { type Journal, NO_JOURNAL } from './journal.ts';
import { RequestError } from './request-error.ts';
import { RunRegistry } from './run-registry.ts';
import type { RunSpawner } from './run-transport.ts';
import { Session } from './session.ts';
import { endAllRuns } from './shutdown.ts';
import type { Environment } from './spawn-spec.ts';

/** A one-use code for another client. */
export interface MintedCode {
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface HubOptions {
  /** How processes are started: over pipes by default. */
  readonly spawn?: RunSpawner;
  /** Limits other than the defaults, by name. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Mints a pairing code for whoever asks. */
  readonly mint?: (by: Identity) => MintedCode | Promise<MintedCode>;
  /** Environment that starts refer to; this process's own by default. */
  readonly env?: Environment;
  /** Where starts, signals, ends and refusals are noted. */
  readonly journal?: Journal;
}

/** WebSocket close code for an endpoint that goes away (RFC 6455, 7.4.1). */
const GOING_AWAY = 1001;

/** All runs and all clients of this agent. */
export class Hub {
  readonly limits: Limits;
  readonly registry: RunRegistry;
  readonly env: Environment;
  /** Looks into folders for whoever types a path. */
  readonly folders = new FolderLooks();
  readonly journal: Journal;
  readonly #mint: HubOptions['mint'];
  /** By key; the longest without connection first. */
  readonly #sessions = new Map<string, Session>();
  readonly #timers = new Map<Session, NodeJS.Timeout[]>();

  /** @throws RangeError for a limit that is none. */
  constructor(options: HubOptions = {}) {
    this.limits = withLimits(options.limits);
    this.journal = options.journal ?? NO_JOURNAL;
    this.registry = new RunRegistry(this.limits, options.spawn ?? spawnOverPipes, this.journal);
    this.env = options.env ?? process.env;
    this.#mint = options.mint;
    this.registry.listen({
      changed: () => undefined,
      gone: (run) => {
        for (const session of this.#sessions.values()) session.forgetRun(run);
      },
    });
  }

  /** The session of a client: its own when it was here before, else a new one. */
  openSession(identity: Identity): Session {
    const key =
      identity.session === undefined ? this.#freeKey(identity.keyId) : `${identity.keyId}/${identity.session}`;
    const known = this.#sessions.get(key);
    if (known !== undefined && known.identity.role === identity.role) return known;
    if (known !== undefined) this.#drop(known);
    const session = new Session(this, identity, key, identity.session ?? randomUUID());
    this.#sessions.set(key, session);
    this.#makeRoom();
    return session;
  }

  /** Mints a pairing code. @throws RequestError when this agent has none to give. */
  async mint(by: Identity): Promise<MintedCode> {
    if (this.#mint === undefined) throw new RequestError('PS_NOT_AVAILABLE', 'This agent mints no codes.');
    this.journal.record('minted', { by: by.session ?? '', keyId: by.keyId });
    return this.#mint(by);
  }

  /** A session has its client again. */
  connected(session: Session): void {
    for (const timer of this.#timers.get(session) ?? []) clearTimeout(timer);
    this.#timers.delete(session);
  }

  /** A session has lost its client: it keeps its leases for a while, and all else for longer. */
  disconnected(session: Session): void {
    this.#sessions.delete(session.key);
    this.#sessions.set(session.key, session);
    const leases = setTimeout(() => this.#loseLeases(session), this.limits.leaseMillis);
    const all = setTimeout(() => this.#drop(session), this.limits.sessionMillis);
    this.#timers.set(session, [leases.unref(), all.unref()]);
  }

  /** Ends every run: SIGTERM, then SIGKILL; closes every connection. Resolves when all have ended, within 3 s. */
  async shutdown(): Promise<void> {
    this.registry.close();
    await endAllRuns([...this.registry.all()], this.limits);
    for (const session of this.#sessions.values()) session.disconnect(GOING_AWAY, 'The agent is stopping.');
    for (const timers of this.#timers.values()) timers.forEach(clearTimeout);
    this.#timers.clear();
  }

  #freeKey(keyId: string): string {
    const plain = `${keyId}/`;
    return this.#sessions.get(plain)?.connected === true ? plain + randomUUID() : plain;
  }

  #loseLeases(session: Session): void {
    for (const run of this.registry.all()) run.consumers.loseLease(session.key);
  }

  #drop(session: Session): void {
    this.#loseLeases(session);
    session.close();
    this.connected(session);
    this.#sessions.delete(session.key);
  }

  #makeRoom(): void {
    for (const session of this.#sessions.values()) {
      if (this.#sessions.size <= this.limits.sessions) break;
      if (this.#timers.has(session)) this.#drop(session);
    }
  }
}
