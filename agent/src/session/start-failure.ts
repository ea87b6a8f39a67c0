import type { WireError } from '@pipescope/protocol';

/** The answer to a start that failed. */
export class StartFailure extends Error {
  /** The run that has no process; it may be forgotten already. */
  readonly run: string;
  /** As the answer has it. */
  readonly error: WireError;

  constructor(run: string, number: number, error: WireError) {
    super(`Run #${number} did not start: ${error.message}`);
    this.run = run;
    this.error = error;
  }
}
