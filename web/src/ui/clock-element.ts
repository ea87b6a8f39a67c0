import { css, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatClock, formatDuration } from './format.ts';

/** Shows how long something has taken and keeps itself up to date, so that nothing around it has to be drawn again. */
@customElement('ps-clock')
export class ClockElement extends LitElement {
  static override styles = css`
    :host {
      white-space: nowrap;
    }
  `;

  /** Wall clock of the start, milliseconds since 1970. */
  @property({ attribute: false }) since = 0;
  /** Fixed duration in seconds once it is over; null while it runs. */
  @property({ attribute: false }) seconds: number | null = null;
  /** `clock` is `00:03.218`; `short` is `3.2 s`. */
  @property() form: 'clock' | 'short' = 'short';
  /** Stands still at this moment, milliseconds since 1970: no more is known while not connected. */
  @property({ attribute: false }) until: number | null = null;

  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  protected override willUpdate(): void {
    clearTimeout(this.#timer);
    const now = Date.now();
    const seconds = this.seconds ?? ((this.until ?? now) - this.since) / 1000;
    if (this.seconds === null && this.until === null && this.isConnected) {
      const pause = seconds >= 60 ? 1000 : this.form === 'clock' && seconds < 10 ? 50 : 200;
      // On the beat of the wall clock, so that all clocks of a page change in the same frame.
      const rest = pause - (now % pause);
      this.#timer = setTimeout(() => this.requestUpdate(), rest < pause / 4 ? rest + pause : rest);
    }
    this.#shown = this.form === 'clock' ? formatClock(seconds) : formatDuration(seconds);
  }

  override render(): string {
    return this.#shown;
  }
}
