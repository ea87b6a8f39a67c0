import { editDistance } from '../session/edit-distance.ts';

/** Edits up to which one word may have been meant for another. */
const MAX_EDITS = 3;

/** The word of `words` that `typed` was most likely meant to be, or undefined when none is near. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestEdits = Math.min(MAX_EDITS, Math.ceil(typed.length / 2)) + 1;
  for (const word of words) {
    const edits = word.startsWith(typed) && typed.length > 1 ? 1 : editDistance(typed, word);
    if (edits < bestEdits) [best, bestEdits] = [word, edits];
  }
  return best;
}
