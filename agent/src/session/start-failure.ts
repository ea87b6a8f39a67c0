import type { WireError } from '@pipescope/protocol';
import type { Run } from './run.ts';

/** The answer to a start that failed: `run` is the run that has no process. */
export class StartFailure extends Error {
  readonly run: Run;
  /** As the answer has it. */
  readonly error: WireError;

  constructor(run: Run, error: WireError) {
    super(`Run #${run.number} did not start: ${error.message}`);
    this.run = run;
    this.error = error;
  }
}
