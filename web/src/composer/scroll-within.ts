import type { LitElement, ReactiveController } from 'lit';

/** Above this height it scrolls: in pixels, as for a shell line, and as a share of the window's. */
const MOST_HEIGHT = 164;
const MOST_SHARE = 0.3;

/**
 * Lets an element whose content does not fit scroll inside: attribute `scrolls`, and `--most` for the height. The page
 * below, and what starts the command, stay in reach.
 */
export class ScrollWithin implements ReactiveController {
  readonly #host: LitElement;
  readonly #resized = new ResizeObserver(() => {
    this.hostUpdated();
    this.keepInSight();
  });

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#resized.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#resized.disconnect();
  }

  hostUpdated(): void {
    const most = Math.min(MOST_HEIGHT, innerHeight * MOST_SHARE);
    this.#host.style.setProperty('--most', `${most}px`);
    this.#host.toggleAttribute('scrolls', this.#host.scrollHeight > most);
  }

  /** What has the focus already is not scrolled to by another `focus()`. */
  keepInSight(): void {
    this.#host.shadowRoot?.activeElement?.scrollIntoView({ block: 'nearest' });
  }
}
