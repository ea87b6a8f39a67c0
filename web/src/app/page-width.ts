import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** `wide`: three columns. `middle`: the inspector is a drawer. `phone`: one thing at a time. */
export type PageWidth = 'wide' | 'middle' | 'phone';

/** Tells which of the three widths the page has, and draws its host again when that changes. */
export class PageWidthController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #wide = matchMedia('(min-width: 1200px)');
  readonly #phone = matchMedia('(max-width: 600px)');
  readonly #changed = (): void => this.#host.requestUpdate();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get value(): PageWidth {
    if (this.#phone.matches) return 'phone';
    return this.#wide.matches ? 'wide' : 'middle';
  }

  hostConnected(): void {
    this.#wide.addEventListener('change', this.#changed);
    this.#phone.addEventListener('change', this.#changed);
  }

  hostDisconnected(): void {
    this.#wide.removeEventListener('change', this.#changed);
    this.#phone.removeEventListener('change', this.#changed);
  }
}
