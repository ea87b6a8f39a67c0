/** Lines by number, both ends included, `from` not after `to`. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** The range between two lines, whichever comes first. */
export function rangeBetween(a: number, b: number): LineRange {
  return { from: Math.min(a, b), to: Math.max(a, b) };
}

/** True for a line of the range. */
export function isInRange(range: LineRange | null, line: number): boolean {
  return range !== null && line >= range.from && line <= range.to;
}

/** The fragment that names lines in an address: `#L12`, `#L12-L15`. */
export function rangeFragment({ from, to }: LineRange): string {
  return from === to ? `#L${from}` : `#L${from}-L${to}`;
}

/** Reads such a fragment; null when it names no lines. */
export function parseFragment(fragment: string): LineRange | null {
  const found = /^#L(\d{1,15})(?:-L?(\d{1,15}))?$/.exec(fragment);
  if (found === null) return null;
  const from = Number(found[1]);
  const to = found[2] === undefined ? from : Number(found[2]);
  return from < 1 || to < 1 ? null : rangeBetween(from, to);
}

/** Lines a person has selected: one by a click, more from there by Shift+click or by key. */
export class LineSelection {
  #anchor: number | null = null;
  #range: LineRange | null = null;

  get range(): LineRange | null {
    return this.#range;
  }

  /** Selects one line; the only selected line again means none. */
  pick(line: number): void {
    const only = this.#range !== null && this.#range.from === line && this.#range.to === line;
    this.#anchor = only ? null : line;
    this.#range = only ? null : { from: line, to: line };
  }

  /** Selects from where the selection began to `line`. */
  extend(line: number): void {
    this.#anchor ??= line;
    this.#range = rangeBetween(this.#anchor, line);
  }

  set(range: LineRange | null): void {
    this.#anchor = range?.from ?? null;
    this.#range = range;
  }
}
