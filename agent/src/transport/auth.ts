import { randomBytes } from 'node:crypto';
import {
  type AgentInfo,
  auth,
  type Challenge,
  type Hello,
  hello,
  PROTOCOL_VERSION,
  type Welcome,
} from '@pipescope/protocol';
import * as v from 'valibot';
import { CLOSE } from './close-codes.ts';
import type { FailedAuths } from './failed-auths.ts';
import type { Admission } from './gate.ts';
import type { Key, KeyRing } from './keys.ts';
import type { TransportLimits } from './limits.ts';
import type { OpenCode, PairingCodes } from './pairing.ts';
import { deriveTabKey, type Exchange, isProof, proof } from './proof.ts';
import { MessageError, opOf, readJson } from './read-message.ts';

/** What an agent needs to know a client and to be known by it. */
export interface AuthContext {
  /** 16 random bytes as base64url, new with every start. */
  readonly agentId: string;
  readonly codes: PairingCodes;
  readonly keys: KeyRing;
  readonly failures: FailedAuths;
  readonly limits: TransportLimits;
  readonly agent: AgentInfo;
  /** Every limit in force, of all parts of the agent. */
  readonly allLimits: Readonly<Record<string, number>>;
  readonly capabilities: readonly string[];
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** What to do after a message of a client that is not yet known. */
export type AuthStep =
  | { readonly type: 'challenge'; readonly send: Challenge }
  | {
      readonly type: 'welcome';
      /** All but the name of the session, which this client has not got yet. */
      readonly send: Omit<Welcome, 'session'>;
      readonly key: Key;
      readonly hello: Hello;
    }
  | {
      readonly type: 'refuse';
      readonly code: number;
      readonly reason: string;
      /** For the audit log: what the peer is not told. */
      readonly cause: string;
      /** Milliseconds to wait before closing. */
      readonly delay: number;
    };

/** One text for every failure, so that a guess learns nothing from it. */
const REFUSED = 'Authentication failed: the link or key is unknown, used or expired. Ask the agent for a fresh link';

/**
 * One client's attempt to become known, of which a socket has one:
 *
 *   hello --hello--> auth --proof--> done
 *     \--anything else--\--anything else--> done (refused)
 */
export class Handshake {
  readonly #context: AuthContext;
  readonly #admission: Admission;
  readonly #startedAt: number;
  readonly #sn = randomBytes(16).toString('base64url');
  #hello: Hello | undefined;

  constructor(context: AuthContext, admission: Admission) {
    this.#context = context;
    this.#admission = admission;
    this.#startedAt = context.now();
  }

  /** Takes the client's next message. Not to be called again after `welcome` or `refuse`. */
  receive(text: Buffer): AuthStep {
    return this.#hello === undefined ? this.#receiveHello(text) : this.#receiveAuth(text, this.#hello);
  }

  #receiveHello(text: Buffer): AuthStep {
    if (this.#context.now() - this.#startedAt > this.#context.limits.helloTimeout) {
      return refuse(CLOSE.timeout, 'Handshake refused: hello came too late', 'late hello');
    }
    let value: unknown;
    try {
      value = readJson(text, this.#context.limits);
    } catch (error) {
      if (!(error instanceof MessageError)) throw error;
      return refuse(CLOSE.badMessage, error.message, 'bad hello');
    }
    if (opOf(value) !== 'hello') return refuse(CLOSE.unauthenticated, 'Say hello first', 'no hello');
    const result = v.safeParse(hello, value, { abortEarly: true });
    if (!result.success) {
      const path = v.getDotPath(result.issues[0]) ?? '';
      return refuse(CLOSE.badMessage, `hello.${path}: ${result.issues[0].message}`, 'bad hello');
    }
    if (result.output.v !== PROTOCOL_VERSION) {
      const words = `This agent speaks protocol version ${PROTOCOL_VERSION}, the client ${result.output.v}: reload`;
      return refuse(CLOSE.version, words, 'version');
    }
    this.#hello = result.output;
    const send: Challenge = { op: 'challenge', v: PROTOCOL_VERSION, agentId: this.#context.agentId, sn: this.#sn };
    return { type: 'challenge', send };
  }

  #receiveAuth(text: Buffer, said: Hello): AuthStep {
    const { agentId } = this.#context;
    const exchange: Exchange = { agentId, ...this.#admission, cn: said.cn, sn: this.#sn };
    const known = this.#find(said);
    const expected = proof(known?.secret ?? randomBytes(32), 'c', exchange);
    const isProven = isProof(macOf(text), expected);
    if (known === undefined) return this.#fail(`unknown ${said.auth}`);
    if (!isProven) {
      if (said.auth === 'code') this.#context.codes.wrongProof(said.keyId);
      return this.#fail('wrong proof');
    }
    const key = 'kind' in known ? known : this.#redeem(known, exchange);
    return { type: 'welcome', send: this.#welcome(known, key, exchange, said), key, hello: said };
  }

  /** The code or key of a hello, if this client may use it: pages have an origin, all others have none. */
  #find(said: Hello): Key | OpenCode | undefined {
    const hasOrigin = this.#admission.origin !== '';
    if ((said.kind === 'page') !== hasOrigin) return undefined;
    if (said.auth === 'code') return hasOrigin ? this.#context.codes.find(said.keyId) : undefined;
    const key = this.#context.keys.find(said.keyId);
    return key?.kind === said.kind ? key : undefined;
  }

  #redeem(code: OpenCode, exchange: Exchange): Key {
    this.#context.codes.redeem(code.keyId);
    // The key takes over the code's name: a client whose welcome was lost knows what it is called.
    return this.#context.keys.add('page', code.role, deriveTabKey(code.secret, exchange.cn, exchange.sn), code.keyId);
  }

  #welcome(known: Key | OpenCode, key: Key, exchange: Exchange, said: Hello): Omit<Welcome, 'session'> {
    return {
      op: 'welcome',
      mac: proof(known.secret, 's', exchange).toString('base64url'),
      role: key.role,
      ...(said.auth === 'code' ? { keyId: key.keyId } : {}),
      agent: this.#context.agent,
      limits: { ...this.#context.allLimits },
      capabilities: [...this.#context.capabilities],
    };
  }

  #fail(cause: string): AuthStep {
    const delay = this.#context.failures.add(this.#context.now());
    return { type: 'refuse', code: delay > 0 ? CLOSE.tooMany : CLOSE.unauthenticated, reason: REFUSED, cause, delay };
  }
}

function refuse(code: number, reason: string, cause: string): AuthStep {
  return { type: 'refuse', code, reason, cause, delay: 0 };
}

/** The proof in an `auth` message; whatever else came instead is a wrong proof, and takes as long. */
function macOf(text: Buffer): string {
  try {
    return v.parse(auth, JSON.parse(text.toString('utf8'))).mac;
  } catch {
    return '';
  }
}
