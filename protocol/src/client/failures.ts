import type { AgentMessage } from '../messages/events.ts';
import { fromWireError } from './wire-values.ts';

/** Answers `failed` as errors, and the run that a start which failed has left in the list. */
export class Failures {
  readonly #runs = new WeakMap<Error, string>();

  toError(failure: Extract<AgentMessage, { op: 'failed' }>): Error {
    const error = fromWireError(failure.error);
    if (failure.run !== undefined) this.#runs.set(error, failure.run);
    return error;
  }

  /** ULID of the run that never started, else null. */
  runOf(error: unknown): string | null {
    return error instanceof Error ? (this.#runs.get(error) ?? null) : null;
  }
}
