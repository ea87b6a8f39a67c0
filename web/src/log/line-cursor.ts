import type { RowWindow } from './row-window.ts';

/** The line that has the focus or gets it next, and the focus itself: on its row, or on the view when it has none. */
export class LineCursor {
  line: number | null = null;
  #view: HTMLElement | null = null;
  #page: RowWindow | null = null;
  #wanted = false;

  /** @param page the rows within `view` */
  attach(view: HTMLElement, page: RowWindow): void {
    this.#view = view;
    this.#page = page;
  }

  /** For another run. */
  reset(): void {
    this.line = null;
    this.#wanted = false;
  }

  /** @returns false when it is there already */
  moveTo(line: number): boolean {
    if (line === this.line) return false;
    this.line = line;
    return true;
  }

  /** Puts the focus where it belongs, at once. */
  focus(): void {
    const row = this.line === null ? undefined : this.#page?.at(this.line);
    (row?.element ?? this.#view)?.focus({ preventScroll: true });
  }

  /** The row gets the focus as soon as it is drawn. Keys that are pressed before that are meant for the lines too. */
  wantFocus(): void {
    this.#wanted = true;
    if (this.#active === null) this.#view?.focus({ preventScroll: true });
  }

  /** The line whose row, or a part of it, has the focus. */
  get focused(): number | null {
    return this.#page?.numberOf(this.#active) ?? null;
  }

  /**
   * To be called when all is drawn, because to give the focus lays the page out.
   *
   * @param before the line that had the focus
   * @param isShown whether it is still on the page: a row that shows another line must not keep the focus
   */
  drawn(before: number | null, isShown: (line: number) => boolean): void {
    if (this.#wanted) this.focus();
    else if (before !== null && !isShown(before)) this.#view?.focus({ preventScroll: true });
    this.#wanted = false;
  }

  get #active(): Element | null {
    const root = this.#view?.getRootNode();
    return root instanceof ShadowRoot ? root.activeElement : null;
  }
}
