import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** After the focus has left, it counts so long: what is being clicked must not move away under the pointer. */
const LINGER_MS = 400;

/** Whether the focus is, or was a moment ago, somewhere in an element; draws it again on a change. */
export class FocusWithin implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #value = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
    host.addEventListener('focusin', () => this.enter());
    host.addEventListener('focusout', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#set(host.matches(':focus-within')), LINGER_MS);
    });
  }

  get value(): boolean {
    return this.#value;
  }

  /** Counts the focus as inside before it is. */
  enter(): void {
    clearTimeout(this.#timer);
    this.#set(true);
  }

  #set(value: boolean): void {
    if (value === this.#value) return;
    this.#value = value;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#value = false;
  }
}
