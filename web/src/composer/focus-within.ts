import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** After the focus has left, it counts so long: what is being clicked must not move away under the pointer. */
const LINGER_MS = 400;

/**
 * Whether the focus is, or was a moment ago, somewhere in an element; draws it again on a change. While a button of the
 * pointer is pressed nothing changes: a click has to end on what it began on.
 */
export class FocusWithin implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #value = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pressed = false;
  readonly #press = (): void => {
    this.#pressed = true;
  };
  readonly #release = (): void => {
    this.#pressed = false;
  };

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
    host.addEventListener('focusin', () => this.enter());
    host.addEventListener('focusout', () => this.#look());
  }

  hostConnected(): void {
    addEventListener('pointerdown', this.#press, true);
    addEventListener('pointerup', this.#release, true);
    addEventListener('pointercancel', this.#release, true);
  }

  get value(): boolean {
    return this.#value;
  }

  /** Counts the focus as inside before it is. */
  enter(): void {
    clearTimeout(this.#timer);
    this.#set(true);
  }

  /** Looks where the focus is when it has been gone for long enough. */
  #look(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#pressed) this.#look();
      else this.#set(this.#host.matches(':focus-within'));
    }, LINGER_MS);
  }

  #set(value: boolean): void {
    if (value === this.#value) return;
    this.#value = value;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    removeEventListener('pointerdown', this.#press, true);
    removeEventListener('pointerup', this.#release, true);
    removeEventListener('pointercancel', this.#release, true);
    clearTimeout(this.#timer);
    this.#value = false;
  }
}
