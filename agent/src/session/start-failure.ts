import type { Run } from './run.ts';

/** The answer to a start that failed: `run` holds the error. */
export class StartFailure extends Error {
  readonly run: Run;

  constructor(run: Run) {
    super(`Run #${run.number} did not start.`, { cause: run.error });
    this.run = run;
  }
}
