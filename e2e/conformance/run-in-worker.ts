import { createSubprocessExec, createSubprocessShell, DEVNULL, PIPE, PTY, STDOUT, waitFor } from '@pipescope/agent';
import { within } from './pause.ts';
import { Scenario } from './scenario.ts';
import { DEFAULT_TIMEOUT, type Outcome, ScenarioError, type ScenarioSpec } from './scenario-format.ts';

/** Runs one scenario on the agent's Process API, in the working directory of this process. */
export async function runHere(spec: ScenarioSpec): Promise<Outcome> {
  const scenario = new Scenario(
    { createSubprocessExec, createSubprocessShell, waitFor, PIPE, STDOUT, DEVNULL, PTY },
    process.cwd(),
  );
  const ending = await end(scenario, spec);
  scenario.dispose();
  return { name: spec.name, ...ending, results: scenario.results };
}

async function end(scenario: Scenario, spec: ScenarioSpec): Promise<Partial<Outcome>> {
  try {
    const done = scenario.run(spec.steps).then(() => true);
    done.catch(() => undefined);
    return (await within(done, (spec.timeout ?? DEFAULT_TIMEOUT) * 1000)) === true ? {} : { scenario_timeout: true };
  } catch (error) {
    if (error instanceof ScenarioError) return { scenario_error: error.message };
    throw error;
  }
}
