import { join } from 'node:path';
import { runChild, runNode } from './child.mjs';
import { ROOT } from './paths.mjs';
import { testEnvironment } from './test-environment.mjs';

/** What makes a run of about five seconds; the long one is `npm run -s fuzz`. */
const PROGRAMS = '8000';
/** asyncio.timeout and asyncio.Runner, which the peer uses, came with it. */
const OLDEST = 'import sys; sys.exit(sys.version_info < (3, 11))';

/**
 * A short differential run against CPython, with a new seed each time: its two halves are one test each. Null where
 * there is no python3 to compare with.
 * @returns {Promise<import('./tally.mjs').Tally | null>}
 */
export async function fuzzSuite() {
  const { code: tooOld } = await runChild('python3', ['-c', OLDEST]).catch(() => ({ code: 127 }));
  if (tooOld !== 0) {
    console.log('skip fuzz: it compares with CPython, and there is no python3 of version 3.11 or newer here.');
    return null;
  }
  const { code, output } = await runNode(join(ROOT, 'e2e/dist/fuzz/main.js'), ['--programs', PROGRAMS], {
    env: testEnvironment(),
  });
  const alike = output.split('\n').filter((line) => / alike in /.test(line)).length;
  if (code !== 0) console.log(output.trimEnd());
  return { passed: alike, failed: code === 0 ? 0 : Math.max(2 - alike, 1) };
}
