/**
 * How many checks or tests of a suite passed and failed.
 * @typedef {{ readonly passed: number, readonly failed: number }} Tally
 */

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.reduce((total, { failed }) => total + failed, 0),
  };
}

/**
 * A runner's numbers with its exit status taken into account: a runner that failed without a failed test (it could
 * not start, an error escaped a test) and one that ran nothing at all count as one failure.
 * @param {Tally} counted
 * @param {number} code the runner's exit status
 * @returns {Tally}
 */
export function withStatus({ passed, failed }, code) {
  const silent = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: silent ? 1 : failed };
}
