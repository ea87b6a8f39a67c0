import { inspect } from 'node:util';
import { browserSuite } from './browser-suite.mjs';
import { runChecks } from './check.mjs';
import { conformanceSuite } from './conformance-suite.mjs';
import { fuzzSuite } from './fuzz-suite.mjs';
import { prepare } from './prepare.mjs';
import { Failure, secondsSince } from './say.mjs';
import { sum } from './tally.mjs';
import { unitSuite } from './unit-suite.mjs';

/**
 * @typedef {object} Suite
 * @property {readonly import('./build.mjs').TargetName[]} needs what must be built first
 * @property {() => Promise<import('./tally.mjs').Tally | null>} run null when there is nothing to run
 */

/** The suites in the order they run, cheapest answers first. @type {Record<string, Suite>} */
const SUITES = {
  check: { needs: [], run: runChecks },
  unit: { needs: ['agent'], run: unitSuite },
  conformance: { needs: ['agent', 'e2e'], run: conformanceSuite },
  fuzz: { needs: ['agent', 'e2e'], run: fuzzSuite },
  browser: { needs: ['agent', 'web'], run: browserSuite },
};

/**
 * `npm test [-- SUITE...]`: all suites, or the named ones. Ends with the line `N passed, N failed`.
 * @param {readonly string[]} names
 */
export async function test(names) {
  const unknown = names.find((name) => !(name in SUITES));
  if (unknown !== undefined) {
    throw new Failure(`There is no suite "${unknown}"; there are ${Object.keys(SUITES).join(', ')}.`);
  }
  const tallies = [];
  for (const [name, suite] of Object.entries(SUITES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const since = performance.now();
    const tally = await runSuite(suite).catch((error) => complain(name, error));
    if (tally === null) continue;
    console.log(`${name.padEnd(11)} ${tally.passed} ok, ${tally.failed} not ok in ${secondsSince(since)}`);
    tallies.push(tally);
  }
  const { passed, failed } = sum(tallies);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

/** @param {Suite} suite */
async function runSuite({ needs, run }) {
  await prepare(needs);
  return run();
}

/**
 * A suite that could not run counts as one failure; the suites after it still run.
 * @param {string} name
 * @param {unknown} error
 */
function complain(name, error) {
  console.log(`FAIL ${name}: ${error instanceof Failure ? error.message : inspect(error)}`);
  return { passed: 0, failed: 1 };
}
