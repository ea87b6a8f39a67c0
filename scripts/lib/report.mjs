import { readFileSync, rmSync } from 'node:fs';

/**
 * Reads a runner's JSON report and removes it, so that the next run can never find this one's numbers.
 * @param {string} file
 * @returns {any} null when the runner wrote none, or not JSON
 */
export function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  } finally {
    rmSync(file, { force: true });
  }
}
