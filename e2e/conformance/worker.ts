import type { Outcome } from './scenario-format.ts';
import type { Work } from './scenario-worker.ts';

/**
 * Scenarios, one after another, in a process apart: environment and fds are what it was started with, and the working
 * directory is the scenario's. Its standard error leads nowhere, so whatever goes wrong travels to the parent as an
 * outcome; then it ends.
 */
async function main({ spec, directory }: Work): Promise<void> {
  const fail = (error: unknown): void => {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    answer({ name: spec.name, results: [], scenario_error: words }, () => process.exit(1));
  };
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', fail);
  try {
    process.chdir(directory);
    // Imported here so that a module that does not load is reported too.
    const [api, { runSteps }] = await Promise.all([import('@pipescope/agent'), import('./run-steps.ts')]);
    answer(await runSteps(spec, api, { directory, remote: false }));
  } catch (error) {
    fail(error);
  }
}

function answer(outcome: Outcome, then: () => void = () => undefined): void {
  process.send?.(outcome, then);
}

process.umask(0o022);
process.on('message', (work) => void main(work as Work));
