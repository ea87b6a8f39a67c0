/** Lines remembered, over all runs of this page. */
const REMEMBERED = 200;

/** What was sent to children from this page, for ArrowUp. */
export class StdinHistory {
  readonly #lines: string[] = [];

  add(line: string): void {
    if (line === '' || this.#lines.at(-1) === line) return;
    this.#lines.push(line);
    if (this.#lines.length > REMEMBERED) this.#lines.shift();
  }

  /** The nth line back from the last, 1 being the last; empty for 0, undefined when there are not so many. */
  back(n: number): string | undefined {
    if (n === 0) return '';
    return n < 0 ? undefined : this.#lines[this.#lines.length - n];
  }
}
