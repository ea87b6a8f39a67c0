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

/** Levenshtein's distance: insertions, deletions and replacements of one character. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
