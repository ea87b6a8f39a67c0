import { focusedElement } from './focused-place.ts';

/** Sees when a drawing of the page takes away what had the focus, as the first start does with its composer. */
export class LostFocus {
  readonly #recover: () => void;
  #held: Element | null = null;
  #wasComposing = false;

  /** @param recover gives the focus a new place; not called when something else has taken it */
  constructor(recover: () => void) {
    this.#recover = recover;
  }

  /** Call before the page is drawn. */
  before(): void {
    this.#held = focusedElement();
  }

  /** Call after it was drawn. @param settled resolves once all that was drawn could take the focus */
  async after(composing: boolean, settled: Promise<unknown>): Promise<void> {
    const held = this.#held;
    // Where the composer hides it does so when it is closed; to ask at every drawing would cost a layout each.
    const closed = this.#wasComposing && !composing;
    this.#wasComposing = composing;
    if (held === null || composing || (held.isConnected && !(closed && !held.checkVisibility()))) return;
    await settled;
    const now = focusedElement();
    if (now === null || now === held) this.#recover();
  }
}
