import type { ProcessCall } from './process-program.ts';

/** One call with both outcomes, as JSON. */
export interface Difference {
  readonly call: ProcessCall | undefined;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
  /** An earlier call has told both that the process has ended. */
  readonly ended: boolean;
}

/**
 * The rule that explains a difference, or null for one that nothing explains. What is alike by rule before it comes to
 * a comparison is in the peer: no input for `communicate` closes stdin, input without a pipe is ignored (both as from
 * Python 3.12 on), and a ProcessLookupError has no errno there.
 *
 * "drain after the loss": asyncio notices the loss of stdin one or two turns of its loop late, and a `drain` in
 * between resolves. Ours always waits for the notice and says that the pipe is lost.
 *
 * "signal in the turn of the end": asyncio's transport forgets an ended process one turn of its loop after it has its
 * returncode, and a signal in between is dropped without a word. Ours always says that there is no such process.
 */
export function ruleForDifference({ call, ours, theirs, ended }: Difference): string | null {
  if (theirs !== '["=",null]') return null;
  if (call?.[0] === 'drain' && ours === '["broken"]') return 'drain after the loss';
  if (ended && SIGNALS.has(call?.[0]) && ours === '["ProcessLookupError"]') return 'signal in the turn of the end';
  return null;
}

const SIGNALS = new Set<string | undefined>(['signal', 'terminate', 'kill']);
const ENDS = new Set<string | undefined>(['wait', 'communicate', 'returncode']);

/** True when the outcome of a call, as JSON, says that the process has ended. */
export function tellsTheEnd(call: ProcessCall | undefined, outcome: string | undefined): boolean {
  return ENDS.has(call?.[0]) && outcome !== undefined && outcome.startsWith('["=",') && outcome !== '["=",null]';
}
