/**
 * The word of a list that was probably meant, or null when none is near (more than two edits, or a third of its letters, away).
 * @param {string} typed
 * @param {readonly string[]} words
 */
export function nearest(typed, words) {
  const [best] = words.map((word) => ({ word, edits: editDistance(typed, word) })).sort((a, b) => a.edits - b.edits);
  return best !== undefined && best.edits <= Math.max(2, best.word.length / 3) ? best.word : null;
}

/**
 * Levenshtein's distance: inserted, removed and replaced letters.
 * @param {string} a
 * @param {string} b
 */
function editDistance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
