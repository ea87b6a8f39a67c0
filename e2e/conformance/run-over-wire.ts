import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSteps } from './run-steps.ts';
import type { ScenarioAgent } from './scenario-agent.ts';
import type { Outcome, ScenarioSpec } from './scenario-format.ts';

/** Runs one scenario through a client of its own, in a fresh directory; afterwards nothing of it is left. */
export async function runOverWire(spec: ScenarioSpec, agent: ScenarioAgent): Promise<Outcome> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'scn-')));
  try {
    const client = await agent.connect();
    try {
      return await runSteps(spec, client, { directory, remote: true, settle: () => client.sync() });
    } finally {
      client.close();
    }
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { name: spec.name, results: [], scenario_error: words };
  } finally {
    await agent.killLeftovers();
    rmSync(directory, { recursive: true, force: true });
  }
}
