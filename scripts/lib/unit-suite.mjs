import { join } from 'node:path';
import { runNode } from './child.mjs';
import { CACHE, toolPath } from './paths.mjs';
import { readReport } from './report.mjs';
import { withStatus } from './tally.mjs';
import { testEnvironment } from './test-environment.mjs';

/**
 * Unit and contract tests of every package (vitest). Its output is shown only when something failed.
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function unitSuite() {
  const file = join(CACHE, 'reports', 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code, output } = await runNode(toolPath('vitest'), args, { env: testEnvironment() });
  const report = readReport(file);
  // A test file that cannot even be loaded is a failed suite without tests.
  const unloaded = (report?.testResults ?? []).filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ result) =>
      result.status === 'failed' && result.assertionResults.length === 0,
  ).length;
  const tally = withStatus(
    { passed: report?.numPassedTests ?? 0, failed: (report?.numFailedTests ?? 0) + unloaded },
    code,
  );
  if (tally.failed > 0) console.log(output.trimEnd());
  return tally;
}
