import { runNode } from './child.mjs';
import { toolPath } from './paths.mjs';
import { Failure, secondsSince } from './say.mjs';
import { testEnvironment } from './test-environment.mjs';

/** The static checks: what each looks at, and the tool that does it. */
const CHECKS = /** @type {const} */ ([
  ['format', '@biomejs/biome', 'biome', ['ci', '--colors=off', '.']],
  ['lint', 'oxlint', 'oxlint', ['--type-aware', '--deny-warnings', '.']],
  // One checker a project: several would each look up the types they share again.
  ['types', 'typescript', 'tsc', ['-b', '--checkers', '1']],
  ['unused code', 'knip', 'knip', ['--no-progress']],
]);

/**
 * Runs the static checks, two at a time, and prints a line for each, followed by the tool's words where it failed.
 * @returns {Promise<import('./tally.mjs').Tally>} one per check
 */
export async function runChecks() {
  const waiting = [...CHECKS];
  let failed = 0;
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [title, packageName, bin, args] = next;
      const since = performance.now();
      const { code, output } = await runNode(toolPath(packageName, bin), args, { env: testEnvironment() });
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${title.padEnd(12)} ${secondsSince(since)}`);
      if (code !== 0) {
        failed += 1;
        console.log(output.trimEnd());
      }
    }
  };
  await Promise.all([worker(), worker()]);
  return { passed: CHECKS.length - failed, failed };
}

/**
 * `npm run check [-- --fix]`; `--fix` first repairs what the tools can repair (format, import order, some lint).
 * @param {readonly string[]} args
 */
export async function check(args) {
  if (args.some((arg) => arg !== '--fix'))
    throw new Failure(`check knows no "${args.join(' ')}"; its one option is --fix.`);
  if (args.includes('--fix')) {
    await runNode(toolPath('@biomejs/biome', 'biome'), ['check', '--write', '.'], { show: true });
    await runNode(toolPath('oxlint'), ['--fix', '.'], { show: true });
  }
  const { failed } = await runChecks();
  if (failed > 0) process.exitCode = 1;
}
