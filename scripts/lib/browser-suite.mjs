import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { runNode } from './child.mjs';
import { CACHE, ROOT, toolPath } from './paths.mjs';
import { readReport } from './report.mjs';
import { withStatus } from './tally.mjs';
import { testEnvironment } from './test-environment.mjs';

/**
 * The tests that drive the built page in a real browser (playwright). Null while there are none.
 * @returns {Promise<import('./tally.mjs').Tally | null>}
 */
export async function browserSuite() {
  if (!existsSync(join(ROOT, 'e2e/playwright.config.ts'))) return null;
  const browser = await findBrowser();
  const file = join(CACHE, 'reports', 'playwright.json');
  const env = testEnvironment({ PIPESCOPE_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  const args = ['test', '-c', 'e2e', '--reporter=line,json'];
  const { code, output } = await runNode(toolPath('@playwright/test', 'playwright'), args, { env });
  // "flaky" passed only when tried again: that is a failure here.
  const { expected = 0, unexpected = 0, flaky = 0 } = readReport(file)?.stats ?? {};
  const tally = withStatus({ passed: expected, failed: unexpected + flaky }, code);
  if (tally.failed > 0) console.log(output.trimEnd());
  else for (const [, words] of output.matchAll(/^ *figure: (.*)$/gm)) console.log(`  ${words}`);
  return tally;
}
