import type { ProcessCall } from './process-program.ts';

/** One call with both outcomes, as JSON. */
export interface Difference {
  readonly call: ProcessCall | undefined;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
}

/**
 * The rule that explains a difference, or null for one that nothing explains. What is alike by rule before it comes to
 * a comparison is in the peer: no input for `communicate` closes stdin, input without a pipe is ignored (both as from
 * Python 3.12 on), and a ProcessLookupError has no errno there.
 *
 * "drain after the loss": asyncio notices the loss of stdin one or two turns of its loop late, and a `drain` in
 * between resolves. Ours always waits for the notice and says that the pipe is lost.
 */
export function ruleForDifference({ call, ours, theirs }: Difference): string | null {
  return call?.[0] === 'drain' && ours === '["broken"]' && theirs === '["=",null]' ? 'drain after the loss' : null;
}
