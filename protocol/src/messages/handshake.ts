import * as v from 'valibot';
import { count } from './common.ts';

const nonce = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));
const mac = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
/** Public name of a key: never the secret. */
const keyId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{6,32}$/));

/** First message of a client: who it says it is, with a nonce. Proves nothing yet. */
export const hello = v.object({
  op: v.literal('hello'),
  v: count,
  kind: v.picklist(['page', 'cli']),
  /** `code`: a one-use pairing code; `key`: a tab or CLI key. */
  auth: v.picklist(['code', 'key']),
  keyId,
  cn: nonce,
  /** Which of this key's clients it is: a random name the client keeps, so that after a cut it goes on where it was. */
  session: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/))),
});
export type Hello = v.InferOutput<typeof hello>;

export const challenge = v.object({ op: v.literal('challenge'), v: count, agentId: v.string(), sn: nonce });
export type Challenge = v.InferOutput<typeof challenge>;

/** HMAC-SHA-256 over JSON `["c", agentId, origin, host, cn, sn]`, base64url. */
export const auth = v.object({ op: v.literal('auth'), mac });
export type Auth = v.InferOutput<typeof auth>;

export const role = v.picklist(['owner', 'viewer']);
export type Role = v.InferOutput<typeof role>;

export const agentInfo = v.object({
  version: v.string(),
  host: v.string(),
  pid: count,
  /** True when the agent runs as uid 0: the page warns. */
  root: v.boolean(),
  home: v.string(),
  cwd: v.string(),
  startedAt: v.number(),
});
export type AgentInfo = v.InferOutput<typeof agentInfo>;

/** The agent knows the key too: HMAC over JSON `["s", agentId, origin, host, cn, sn]`. */
export const welcome = v.object({
  op: v.literal('welcome'),
  mac,
  role,
  /** Name of this client's session as others see it: `by` of signals that it has sent. */
  session: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  /** Name of the key derived from a pairing code (HKDF-SHA-256 of the code, salt `cn` + `sn`). */
  keyId: v.optional(keyId),
  agent: agentInfo,
  /** Every limit in force, by name. */
  limits: v.record(v.string(), v.number()),
  capabilities: v.array(v.string()),
});
export type Welcome = v.InferOutput<typeof welcome>;
