import type { Outcome } from './scenario-format.ts';
import type { Work } from './scenario-worker.ts';

/** The scenario that runs, or ran last. */
let current = '';

/**
 * Scenarios, one after another, in a process apart: environment and fds are what it was started with, and the working
 * directory is the scenario's. Its standard error leads nowhere, so whatever goes wrong travels to the parent as an
 * outcome; then it ends.
 */
async function main({ spec, directory }: Work): Promise<void> {
  current = spec.name;
  try {
    process.chdir(directory);
    // Imported here so that a module that does not load is reported too.
    const [api, { runSteps }] = await Promise.all([import('@pipescope/agent'), import('./run-steps.ts')]);
    answer(await runSteps(spec, api, { directory, remote: false }));
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): void {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  answer({ name: current, results: [], scenario_error: words }, () => process.exit(1));
}

function answer(outcome: Outcome, then: () => void = () => undefined): void {
  process.send?.(outcome, then);
}

process.umask(0o022);
process.on('uncaughtException', fail);
process.on('message', (work) => void main(work as Work));
