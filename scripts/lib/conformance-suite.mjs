import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runNode } from './child.mjs';
import { ROOT } from './paths.mjs';
import { sum } from './tally.mjs';
import { testEnvironment } from './test-environment.mjs';

const FOLDER = join(ROOT, 'e2e/conformance');
const BUILT = join(ROOT, 'e2e/dist/conformance');
/** Scenarios known to differ, one name per line, `#` begins a remark. One that passes must leave the list. */
const NOT_YET = join(FOLDER, 'not-yet.txt');
/** Scenarios run at a time: most of them wait most of the time. */
const JOBS = 3;

/** The two ways to run them, with the words of each for a complaint. @type {[how: string, args: string[]][]} */
const WAYS = [
  ['in-process', ['--in-process']],
  ['over the wire', []],
];

/**
 * The scenarios recorded from CPython, run in-process and over a WebSocket, and compared with the recording; a line for
 * each that differs. Null while there is no runner.
 * @returns {Promise<import('./tally.mjs').Tally | null>}
 */
export async function conformanceSuite() {
  const runner = join(BUILT, 'main.js');
  if (!existsSync(runner)) return null;
  const { loadExpected, differences } = await import(pathToFileURL(join(BUILT, 'compare.js')).href);
  const recorded = loadExpected(join(FOLDER, 'expected/public.jsonl'));
  const notYet = notYetNames();
  const tallies = [];
  for (const [how, args] of WAYS) {
    const observed = await observe(runner, args);
    const complaints = [...recorded].flatMap(([name, want]) => {
      const outcome = observed.get(name);
      const differing = outcome === undefined ? ['there is no outcome'] : differences(want, outcome);
      if (notYet.has(name)) return differing.length > 0 ? [] : [`${name}: it is alike now; take it off not-yet.txt`];
      return differing.length > 0 ? [[`${name}:`, ...differing].join('\n       ')] : [];
    });
    for (const complaint of complaints) console.log(`FAIL ${how}: ${complaint}`);
    tallies.push({ passed: recorded.size - complaints.length, failed: complaints.length });
  }
  return sum(tallies);
}

/**
 * Runs all scenario files.
 * @param {string} runner
 * @param {readonly string[]} args
 * @returns {Promise<Map<string, unknown>>} outcomes by name
 */
async function observe(runner, args) {
  const files = readdirSync(join(FOLDER, 'public')).map((file) => join(FOLDER, 'public', file));
  const { output } = await runNode(runner, [...args, '--jobs', String(JOBS), ...files], { env: testEnvironment() });
  const lines = output.split('\n').filter((line) => line !== '');
  for (const line of lines.filter((each) => !each.startsWith('{'))) console.log(line);
  const outcomes = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  return new Map(outcomes.map((outcome) => [outcome.name, outcome]));
}

function notYetNames() {
  const text = existsSync(NOT_YET) ? readFileSync(NOT_YET, 'utf8') : '';
  return new Set(
    text
      .split('\n')
      .map((line) => line.replace(/#.*/, '').trim())
      .filter((name) => name !== ''),
  );
}
