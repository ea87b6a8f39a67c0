import * as v from 'valibot';
import type { AgentMessage } from '../messages/events.ts';
import { type ClientMessageInput, clientMessage } from '../messages/requests.ts';
import { ValueError } from '../process/errors.ts';
import { ConnectionLostError } from './errors.ts';

/** Requests that may wait for their answer at one time. */
export const PENDING_REQUESTS_LIMIT = 4_096;
/**
 * Request ids stay below this, so that the tag of a rows frame (u32) is never ambiguous: the agent numbers
 * attachments from here on.
 */
const AFTER_LAST_ID = 2 ** 31;

type Failure = Extract<AgentMessage, { op: 'failed' }>;
type WithId = Extract<ClientMessageInput, { id: number }>;
type WithoutId<Message> = Message extends { id: number } ? Omit<Message, 'id'> : never;
/** A request before it has its number. */
export type Request = WithoutId<WithId>;

export interface RequestOptions {
  /** Doing it twice is the same as doing it once: it is sent again after a cut. */
  readonly repeat: boolean;
  /**
   * Called with the answer before anything that came after it is looked at, while whoever awaits it is only called
   * later: what an answer tells may not overwrite what is newer. What it throws rejects the request.
   */
  readonly took?: ((value: unknown) => void) | undefined;
}

interface Pending extends RequestOptions {
  readonly message: ClientMessageInput;
  sent: boolean;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Outgoing requests: numbers them, keeps them until they are settled, carries them over a cut. */
export class RequestManager {
  readonly #send: (message: ClientMessageInput) => boolean;
  readonly #toError: (failure: Failure) => Error;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;

  /** @param send false when there is no open connection. */
  constructor(send: (message: ClientMessageInput) => boolean, toError: (failure: Failure) => Error) {
    this.#send = send;
    this.#toError = toError;
  }

  get size(): number {
    return this.#pending.size;
  }

  /**
   * Sends now, or after the next welcome. Rejects with the agent's error; with ValueError, and nothing is sent, for what
   * the agent would end the connection over; with ConnectionLostError when a request that must not be repeated was cut
   * off, or when too many wait.
   */
  request(request: Request, options: RequestOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#pending.size >= PENDING_REQUESTS_LIMIT) {
        reject(new ConnectionLostError(`More than ${PENDING_REQUESTS_LIMIT} requests wait for the agent already.`));
        return;
      }
      const id = this.#takeId();
      const message = { ...request, id } as WithId;
      const fault = faultOf(message);
      if (fault !== null) {
        reject(new ValueError(fault));
        return;
      }
      this.#pending.set(id, { ...options, message, sent: this.#send(message), resolve, reject });
    });
  }

  settle(reply: Extract<AgentMessage, { op: 'done' | 'failed' }>): void {
    if (reply.op === 'done') this.resolve(reply.re, reply.value);
    else this.#take(reply.re)?.reject(this.#toError(reply));
  }

  /** Settles one request with a value that came another way (a rows frame). False when it is not known. */
  resolve(id: number, value: unknown): boolean {
    const pending = this.#take(id);
    if (pending === undefined) return false;
    try {
      pending.took?.(value);
      pending.resolve(value);
    } catch (error) {
      pending.reject(error instanceof Error ? error : new Error(String(error)));
    }
    return true;
  }

  /** The connection is gone: what must not be sent twice ends here. */
  cut(): void {
    for (const [id, pending] of this.#pending) {
      if (!pending.sent) continue;
      pending.sent = false;
      if (pending.repeat) continue;
      this.#pending.delete(id);
      pending.reject(new ConnectionLostError());
    }
  }

  /** There is a connection: sends what waits, in the order it was asked. */
  resume(): void {
    for (const pending of this.#pending.values()) pending.sent ||= this.#send(pending.message);
  }

  /** Nothing will be answered any more. */
  fail(error: Error): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    for (const pending of all) pending.reject(error);
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #takeId(): number {
    while (this.#pending.has(this.#nextId)) this.#advance();
    const id = this.#nextId;
    this.#advance();
    return id;
  }

  #advance(): void {
    this.#nextId = this.#nextId + 1 < AFTER_LAST_ID ? this.#nextId + 1 : 1;
  }
}

/** Where and why a message is none of the protocol; null when it is one. */
function faultOf(message: WithId): string | null {
  const result = v.safeParse(clientMessage, message, { abortEarly: true });
  if (result.success) return null;
  const [issue] = result.issues;
  return `${[message.op, v.getDotPath(issue)].filter((part) => part !== null).join('.')}: ${issue.message}`;
}
