import type { Outcome, ScenarioSpec } from './scenario-format.ts';

/**
 * One scenario in a process of its own: working directory, environment and fds are what it was started with. Its
 * standard error leads nowhere, so whatever goes wrong travels to the parent as an outcome.
 */
async function main(spec: ScenarioSpec): Promise<void> {
  const fail = (error: unknown): void => {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    answer({ name: spec.name, results: [], scenario_error: words });
  };
  process.on('uncaughtException', fail);
  process.umask(0o022);
  try {
    // Imported here so that a module that does not load is reported too.
    const [api, { runSteps }] = await Promise.all([import('@pipescope/agent'), import('./run-steps.ts')]);
    answer(await runSteps(spec, api, { directory: process.cwd(), remote: false }));
  } catch (error) {
    fail(error);
  }
}

function answer(outcome: Outcome): void {
  process.send?.(outcome, () => process.exit(0));
}

process.once('message', (spec) => void main(spec as ScenarioSpec));
