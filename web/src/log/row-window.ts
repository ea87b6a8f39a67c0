import { RowElement } from './row-element.ts';

/**
 * The rows that are on the page: as many as fit, each used again for another line when its own goes out of sight. In
 * the page they always stand in the order of their lines, so that text can be selected over them.
 */
export class RowWindow {
  readonly #list: HTMLElement;
  #free: RowElement[] = [];
  #used = new Map<number, RowElement>();
  #first: RowElement | undefined;
  #of = new WeakMap<Element, RowElement>();

  constructor(list: HTMLElement) {
    this.#list = list;
  }

  /** The row on which a line is drawn now. */
  at(number: number): RowElement | undefined {
    return this.#used.get(number);
  }

  /** Says which line is the first in sight. */
  markFirst(number: number): void {
    const row = this.#used.get(number);
    if (row !== this.#first) this.#first?.markFirst(false);
    this.#first = row;
    row?.markFirst(true);
  }

  /** The line that a part of a row belongs to. */
  numberOf(element: Element | null): number | null {
    const row = element?.closest('.row');
    return (row ? this.#of.get(row)?.number : null) ?? null;
  }

  /** Hides what was painted only to be measured. */
  keep(places: ReadonlyMap<number, number>): void {
    for (const number of [...this.#used.keys()]) if (!places.has(number)) this.#drop(number);
  }

  /** Gives every line from `from` to `to` a row; what is drawn of others is hidden. */
  show(from: number, to: number): void {
    const numbers = [...this.#used.keys()];
    const kept = numbers.filter((number) => number >= from && number <= to);
    if (kept.length === 0) {
      this.#reuse(from, to);
      return;
    }
    for (const number of numbers) if (number < from || number > to) this.#drop(number);
    const firstKept = Math.min(...kept);
    const before = this.#used.get(firstKept)?.element ?? null;
    for (let number = from; number <= to; number++) {
      if (this.#used.has(number)) continue;
      const row = this.#free.shift() ?? this.#make();
      // Only rows without a line are moved: the others keep focus and selection.
      this.#list.insertBefore(row.element, number < firstKept ? before : null);
      this.#used.set(number, row);
    }
  }

  /** Nothing stays: the rows take their new lines as they stand, and none has to be moved. */
  #reuse(from: number, to: number): void {
    const standing = [...this.#list.children]
      .map((element) => this.#of.get(element))
      .filter((row) => row !== undefined);
    const needed = Math.max(0, to - from + 1);
    for (const row of standing.slice(needed)) row.hide();
    this.#free = standing;
    this.#used.clear();
    for (let number = from; number <= to; number++) {
      const row = this.#free.shift() ?? this.#make();
      if (!row.element.isConnected) this.#list.append(row.element);
      this.#used.set(number, row);
    }
  }

  #drop(number: number): void {
    const row = this.#used.get(number);
    if (row === undefined) return;
    this.#used.delete(number);
    row.hide();
    this.#free.push(row);
  }

  #make(): RowElement {
    const row = new RowElement();
    this.#of.set(row.element, row);
    return row;
  }

  /** The heights of the rows on the page, by line, in px. */
  heights(): Map<number, number> {
    const heights = new Map<number, number>();
    for (const [number, row] of this.#used) heights.set(number, row.element.offsetHeight);
    return heights;
  }
}
