/** Argument lists after an edit, each a new list; an edit that is not possible gives null. */

/** The argument at `index` typed over; past the end a new one begins, unless nothing was typed. */
export function typeArgument(argv: readonly string[], index: number, value: string): string[] {
  if (index < argv.length) return argv.map((arg, at) => (at === index ? value : arg));
  return value === '' ? [...argv] : [...argv, value];
}

export function removeArgument(argv: readonly string[], index: number): string[] {
  return argv.filter((_, at) => at !== index);
}

/** An empty argument put in before `index`. */
export function insertArgument(argv: readonly string[], index: number): string[] {
  return [...argv.slice(0, index), '', ...argv.slice(index)];
}

/** The argument moved one place; null at the edge. */
export function moveArgument(argv: readonly string[], index: number, by: 1 | -1): string[] | null {
  const moved = argv[index];
  const to = index + by;
  if (moved === undefined || to < 0 || to >= argv.length) return null;
  const rest = removeArgument(argv, index);
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}

/** Text with line breaks pasted over a selection: one argument for each line; null when it is a single line. */
export function pasteLines(
  argv: readonly string[],
  index: number,
  text: string,
  selection: { readonly start: number; readonly end: number },
): { readonly argv: string[]; readonly count: number } | null {
  const lines = text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n');
  if (lines.length < 2) return null;
  const old = argv[index] ?? '';
  const chips = lines.map(
    (line, at) =>
      (at === 0 ? old.slice(0, selection.start) : '') +
      line +
      (at === lines.length - 1 ? old.slice(selection.end) : ''),
  );
  return { argv: [...argv.slice(0, index), ...chips, ...argv.slice(index + 1)], count: lines.length };
}
