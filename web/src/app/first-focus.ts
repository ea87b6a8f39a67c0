import type { SessionStore } from '../state/session-store.ts';
import { focusedElement } from './focused-place.ts';

/** Gives the focus a place on a page that was loaded on a run: its output. Elsewhere the page begins at its top. */
export class FirstFocus {
  readonly #focus: () => void;
  #done = false;

  /** @param focus not called when something else has taken the focus by then */
  constructor(focus: () => void) {
    this.#focus = focus;
  }

  /** Call after the page was drawn. It is done when the focus was seen somewhere: until then it may not have arrived. */
  look({ loaded, selected, route, composing }: SessionStore): void {
    if (this.#done || !loaded) return;
    if (route.page !== 'run' || composing || focusedElement() !== null) this.#done = true;
    else if (selected !== null) this.#focus();
  }
}
