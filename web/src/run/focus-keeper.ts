import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Sees when a drawing of an element takes away the part of it that had the focus, as the end of a run does. */
export class FocusKeeper implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #recover: () => void;
  #had = false;

  /** @param recover gives the focus a new place; not called when something else has taken it */
  constructor(host: ReactiveControllerHost & HTMLElement, recover: () => void) {
    this.#host = host;
    this.#recover = recover;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#had = this.#hasFocus;
  }

  hostUpdated(): void {
    if (this.#had && !this.#hasFocus && document.activeElement === document.body) this.#recover();
  }

  get #hasFocus(): boolean {
    return (this.#host.shadowRoot?.activeElement ?? null) !== null;
  }
}
