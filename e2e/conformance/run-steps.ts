import type { ProcessApi } from '@pipescope/protocol/process';
import type { Place } from './create.ts';
import { within } from './pause.ts';
import { Scenario } from './scenario.ts';
import { DEFAULT_TIMEOUT, type Outcome, ScenarioError, type ScenarioSpec } from './scenario-format.ts';

/** Runs the steps of one scenario on a Process API, within the scenario's time, and closes what it has started. */
export async function runSteps(spec: ScenarioSpec, api: ProcessApi, place: Place): Promise<Outcome> {
  const scenario = new Scenario(api, place);
  const ending = await end(scenario, spec);
  scenario.dispose();
  return { name: spec.name, ...ending, results: [...scenario.results] };
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
