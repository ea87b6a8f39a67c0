/**
 * Where the client stands:
 *
 *   connecting --welcome--> connected --cut--> reconnecting --15 s--> offline
 *       \--no agent answers--> offline             \--welcome--> connected (also from offline)
 *   any of these --agent refuses--> refused;  any --close()--> closed
 *
 * `connecting`, `reconnecting` and `offline` keep trying. `refused` does not: only `tryNow()` tries again.
 */
export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'offline' | 'refused' | 'closed';

/**
 * Why the agent (or this client) will not go on:
 * `bad-key` the key or code is not known, or was used; `agent-restarted` another agent answers than the one this
 * client talked to; `version` the two speak different protocols; `impostor` the other side does not know the key;
 * `ended` the agent ended this session; `protocol` it sent something that cannot be.
 */
export type RefusalReason = 'bad-key' | 'agent-restarted' | 'version' | 'impostor' | 'ended' | 'protocol';

export interface Refusal {
  readonly reason: RefusalReason;
  /** What happened, why, and what to do: one or two sentences for people. */
  readonly words: string;
  /** Close code of the socket, or null when this client ended it. */
  readonly closeCode: number | null;
}

/** A snapshot; a new object on every change. */
export interface ConnectionStatus {
  readonly state: ConnectionState;
  /** Wall clock, milliseconds since 1970, when this state began. */
  readonly since: number;
  /** Wall clock of the last message heard from the agent, or null when none was. */
  readonly lastHeardAt: number | null;
  /** Round trip of the last ping in milliseconds; null when not connected or not measured yet. */
  readonly latencyMs: number | null;
  /** When the next attempt starts, in the platform clock's milliseconds; null when none is planned or one runs. */
  readonly nextTryAt: number | null;
  /** Set in state `refused` only. */
  readonly refusal: Refusal | null;
}
