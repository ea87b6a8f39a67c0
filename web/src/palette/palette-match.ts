/** How well `text` answers `query`: higher is better, null is not at all. Every word of the query must be in it. */
export function matchScore(text: string, query: string): number | null {
  const hay = text.toLowerCase();
  let score = 0;
  for (const word of query.toLowerCase().split(/\s+/)) {
    if (word === '') continue;
    const at = hay.indexOf(word);
    if (at < 0) return null;
    // Best at the very start, then at the start of a word, then inside one.
    score += at === 0 ? 3 : /[\p{L}\p{N}]/u.test(hay[at - 1] ?? '') ? 1 : 2;
  }
  return score;
}

/** The entries that answer `query`, best first; equals stay in their order. */
export function ranked<Entry>(entries: readonly Entry[], query: string, text: (entry: Entry) => string): Entry[] {
  if (query.trim() === '') return [...entries];
  return entries
    .map((entry) => ({ entry, score: matchScore(text(entry), query) }))
    .filter((found): found is { entry: Entry; score: number } => found.score !== null)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}
