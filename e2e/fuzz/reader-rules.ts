import type { PythonPeer } from './python-peer.ts';
import { type ReaderProgram, usesSeveralSeparators } from './reader-program.ts';

/** What the peer says of a program: the trace, and which cases it met that are named below. */
export type PeerAnswer = readonly [trace: unknown, met: readonly string[]];

/**
 * Where the model judges in CPython's place, by name. Everything else must be as CPython has it.
 *
 * "taken from under a search": `readuntil` remembers how far it has searched. A read that needs no waiting may take
 * bytes meanwhile, and CPython then goes on from the old offset and overlooks a separator before it. Here the search
 * begins anew.
 *
 * "failed after it was woken": bytes and an error arrive in one turn of the loop. The read that was woken by the
 * bytes gets them, here as there. If they are not enough, CPython's waits for ever; here it rejects with the error.
 */
const MODEL_JUDGES: ReadonlySet<string> = new Set(['taken from under a search', 'failed after it was woken']);

/** The rule by which the model, not CPython, says what is right; null when CPython does. */
export function ruleFor(program: ReaderProgram, met: readonly string[], peer: PythonPeer): string | null {
  if (usesSeveralSeparators(program) && !peer.isAtLeast(3, 13)) return 'several separators before Python 3.13';
  return met.find((name) => MODEL_JUDGES.has(name)) ?? null;
}
