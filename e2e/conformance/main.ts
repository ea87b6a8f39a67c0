import { parseArgs } from 'node:util';
import { differences, loadExpected } from './compare.ts';
import { runOverWire } from './run-over-wire.ts';
import { ScenarioAgent } from './scenario-agent.ts';
import { loadScenarios } from './scenario-files.ts';
import type { Outcome, ScenarioSpec } from './scenario-format.ts';
import { ScenarioWorker } from './scenario-worker.ts';

const USAGE = `usage: conformance [--in-process] [--only GLOB] [--jobs N] [--check EXPECTED.jsonl] FILE...

Runs scenario files (e2e/conformance/FORMAT.md) and prints one JSON line for each scenario.
  --in-process      run them on the agent's own module, without a socket; else each job has an agent of its own and
                    every scenario a client that speaks to it over a WebSocket
  --only GLOB       only scenarios whose name matches
  --jobs N          run N at a time (default 1)
  --check EXPECTED  compare with recorded results instead of printing them; exit 1 when one differs`;

interface Options {
  readonly files: readonly string[];
  readonly only: string;
  readonly jobs: number;
  readonly inProcess: boolean;
  readonly expected: ReadonlyMap<string, Outcome> | null;
}

/** Words for standard error and a failing exit status; nothing has been run. */
class UsageError extends Error {}

function readOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'in-process': { type: 'boolean', default: false },
      only: { type: 'string', default: '*' },
      jobs: { type: 'string', default: '1' },
      check: { type: 'string' },
    },
  });
  if (positionals.length === 0) throw new UsageError(USAGE);
  const jobs = Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1) throw new UsageError(`--jobs takes a number from 1, not "${values.jobs}".`);
  const expected = values.check === undefined ? null : loadExpected(values.check);
  return { files: positionals, only: values.only, jobs, inProcess: values['in-process'], expected };
}

type Show = (outcome: Outcome) => void;

/** Runs all, `jobs` at a time, and hands over each outcome in the order of the files. */
async function runAll(specs: readonly ScenarioSpec[], jobs: number, inProcess: boolean, show: Show): Promise<void> {
  const outcomes = new Map<ScenarioSpec, Outcome>();
  let next = 0;
  let shown = 0;
  const work = async (run: (spec: ScenarioSpec) => Promise<Outcome>): Promise<void> => {
    for (let spec = specs[next++]; spec !== undefined; spec = specs[next++]) {
      outcomes.set(spec, await run(spec));
      for (let ready = specs[shown]; ready !== undefined; ready = specs[shown]) {
        const outcome = outcomes.get(ready);
        if (outcome === undefined) break;
        show(outcome);
        shown += 1;
      }
    }
  };
  const workOverWire = async (): Promise<void> => {
    const agent = await ScenarioAgent.start();
    try {
      await work((spec) => runOverWire(spec, agent));
    } finally {
      await agent.stop();
    }
  };
  const workInProcess = async (): Promise<void> => {
    const worker = new ScenarioWorker();
    try {
      await work((spec) => worker.run(spec));
    } finally {
      worker.stop();
    }
  };
  const workers = Array.from({ length: jobs }, () => (inProcess ? workInProcess() : workOverWire()));
  await Promise.all(workers);
}

async function main(): Promise<number> {
  const { files, only, jobs, inProcess, expected } = readOptions(process.argv.slice(2));
  const specs = loadScenarios(files, only);
  let bad = 0;
  await runAll(specs, jobs, inProcess, (outcome) => {
    if (expected === null) {
      console.log(JSON.stringify(outcome));
      if (outcome.scenario_error !== undefined) bad += 1;
      return;
    }
    const words = differences(expected.get(outcome.name), outcome);
    if (words.length === 0) return;
    bad += 1;
    console.log([`DIFFERS ${outcome.name}`, ...words.map((line) => `  ${line}`)].join('\n'));
  });
  if (expected !== null) {
    if (only === '*') reportMissing(expected, specs);
    console.log(`${specs.length - bad} of ${specs.length} as recorded`);
  }
  return bad === 0 ? 0 : 1;
}

function reportMissing(expected: ReadonlyMap<string, Outcome>, specs: readonly ScenarioSpec[]): void {
  const names = new Set(specs.map(({ name }) => name));
  const missing = [...expected.keys()].filter((name) => !names.has(name));
  if (missing.length > 0) console.log(`recorded but not among the scenarios: ${missing.join(', ')}`);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
