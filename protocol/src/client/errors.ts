import type { Refusal } from './connection-status.ts';

/** The socket was cut before the agent answered, or there is none to ask through. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
  constructor(
    message = 'The connection to the agent was lost before it answered, so it is not known whether it did it.',
  ) {
    super(message);
  }
}

/** Somebody else is the consumer of the stream now, so nothing more comes of it here. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/** Somebody has dropped the run from the agent's list, so nothing more comes of it. */
export class RunForgottenError extends Error {
  override readonly name = 'RunForgottenError';
  constructor(run: string) {
    super(`Run ${run} was forgotten: the agent has dropped it and all that was recorded of it.`);
  }
}

/** The agent will not talk to this client, or must not be talked to. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.words);
    this.refusal = refusal;
  }
}

/** The peer sent something that cannot be; `message` names what. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}
