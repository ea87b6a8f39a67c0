import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { onAnnounce } from '../ui/announce.ts';
import { controls } from '../ui/controls.ts';

/** At most one message in this time; what comes meanwhile is said together. */
const PAUSE_MS = 2_000;

/** The page's live regions: a polite one, and one for what must not wait. */
@customElement('ps-announcer')
export class Announcer extends LitElement {
  static override styles = [
    controls,
    css`
      /* Where it would stand, below the frame, it would make the page a pixel too high. */
      .sr {
        top: 0;
      }
    `,
  ];

  @state() private polite = '';
  @state() private urgent = '';

  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #urgentTimer: ReturnType<typeof setTimeout> | undefined;
  #stop: () => void = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = onAnnounce(({ words, urgent }) => {
      if (urgent) {
        this.urgent = words;
        clearTimeout(this.#urgentTimer);
        this.#urgentTimer = setTimeout(() => {
          this.urgent = '';
        }, PAUSE_MS);
      } else {
        this.#waiting.push(words);
        if (this.#timer === undefined) this.#say();
      }
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
    clearTimeout(this.#timer);
    clearTimeout(this.#urgentTimer);
  }

  #say(): void {
    if (this.#waiting.length === 0) {
      this.#timer = undefined;
      // Said is said: old words must not be met again by somebody who reads through the page.
      this.polite = '';
      return;
    }
    this.polite = this.#waiting.splice(0).join(' ');
    this.#timer = setTimeout(() => this.#say(), PAUSE_MS);
  }

  override render(): TemplateResult {
    return html`<div class="sr" aria-live="polite">${this.polite}</div>
      <div class="sr" aria-live="assertive">${this.urgent}</div>`;
  }
}
