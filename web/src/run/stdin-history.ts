/** Lines remembered, over all runs of this page. */
const REMEMBERED = 200;

/** What was sent to children from this page, for ArrowUp. */
export class StdinHistory {
  readonly #lines: string[] = [];
  /** How many lines back the field shows; 0 for what is being typed. */
  #back = 0;
  /** What was being typed when ArrowUp was pressed first. */
  #typed = '';

  add(line: string): void {
    this.rest();
    if (line === '' || this.#lines.at(-1) === line) return;
    this.#lines.push(line);
    if (this.#lines.length > REMEMBERED) this.#lines.shift();
  }

  /** The field holds something new: the next ArrowUp begins at the last line again. */
  rest(): void {
    this.#back = 0;
  }

  /**
   * What ArrowUp (`up`) or ArrowDown puts into `area`; null within a text of several lines, or when there is no more.
   */
  walk(area: HTMLTextAreaElement, up: boolean): string | null {
    const atEdge = up
      ? !area.value.slice(0, area.selectionStart).includes('\n')
      : !area.value.slice(area.selectionEnd).includes('\n');
    const back = this.#back + (up ? 1 : -1);
    const line = back === 0 ? this.#typed : this.#lines[this.#lines.length - back];
    if (!atEdge || back < 0 || line === undefined) return null;
    if (this.#back === 0) this.#typed = area.value;
    this.#back = back;
    return line;
  }
}
