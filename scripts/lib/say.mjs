/**
 * Tells the person at the terminal what is being prepared. Always stderr: stdout belongs to the command itself
 * (`--json`, conformance and bench are read by programs).
 * @param {string} text one line
 */
export function say(text) {
  process.stderr.write(`pipescope: ${text}\n`);
}

/** An error whose message is all a person needs: what happened, why, what to do. It is shown without a stack. */
export class Failure extends Error {
  /** @override */
  name = 'Failure';
}

/**
 * Seconds since a `performance.now()` value, as shown: `1.2 s`.
 * @param {number} since
 */
export function secondsSince(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
