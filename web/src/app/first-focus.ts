import type { SessionStore } from '../state/session-store.ts';
import { focusedElement } from './focused-place.ts';

/** Frames over which the focus must have stayed somewhere: what is drawn late may not take it yet, or take it away. */
const FRAMES_HELD = 30;
/** Frames after which the page is left as it is. */
const MOST_FRAMES = 300;

/**
 * Gives the focus a place on a page that was loaded on a run: its output. Elsewhere the page begins at its top. A person
 * who presses something before that has chosen: from then on nothing is moved.
 */
export class FirstFocus {
  readonly #focus: () => void;
  #done = false;
  #waiting = false;
  #held = 0;
  #frames = 0;

  /** @param focus not called while something has the focus */
  constructor(focus: () => void) {
    this.#focus = focus;
    for (const press of ['pointerdown', 'keydown']) {
      addEventListener(press, () => (this.#done = true), { capture: true, once: true });
    }
  }

  /** Call after the page was drawn. */
  look(store: SessionStore): void {
    if (this.#done || this.#waiting || !store.loaded) return;
    if (store.route.page !== 'run' || store.composing || this.#frames >= MOST_FRAMES || this.#held >= FRAMES_HELD) {
      this.#done = true;
      return;
    }
    if (focusedElement() !== null) this.#held += 1;
    else {
      this.#held = 0;
      if (store.selected === null) return;
      this.#focus();
    }
    this.#frames += 1;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.look(store);
    });
  }
}
