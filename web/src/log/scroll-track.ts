import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { formatCount } from '../ui/format.ts';
import { type Extent, thumbAt, topAtThumb, topLimits, visibleRows } from './viewport.ts';

/** Told when the thumb was moved. */
export class TrackMove extends Event {
  readonly top: number;
  constructor(top: number) {
    super('track-move');
    this.top = top;
  }
}

/**
 * The lane's own scroll track: native ones end at about 33 million px. It is drawn with every frame, so its parts are
 * moved by hand.
 */
@customElement('ps-scroll-track')
export class ScrollTrack extends LitElement {
  static override styles = css`
    :host {
      position: absolute;
      right: 4px;
      top: 0;
      bottom: 6px;
      width: 14px;
      touch-action: none;
    }
    :host([hidden]) {
      display: none;
    }
    .thumb {
      position: absolute;
      left: 4px;
      right: 4px;
      top: 0;
      border-radius: 3px;
      background: var(--control-border);
    }
    :host(:hover) .thumb {
      left: 2px;
      right: 2px;
      border-radius: 5px;
    }
    @media (forced-colors: active) {
      .thumb {
        background: ButtonText;
      }
    }
  `;

  #extent: Extent = { first: 1, total: 0, height: 0 };
  #top = 0;
  #length = 0;

  constructor() {
    super();
    this.addEventListener('pointerdown', (event) => this.#press(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('role', 'scrollbar');
    this.setAttribute('aria-orientation', 'vertical');
    this.hidden = true;
  }

  /** Draws the thumb for a view whose first line is at `top`; hides the track when everything is in sight. */
  show(top: number, extent: Extent, length: number): void {
    this.#top = top;
    this.#extent = extent;
    this.#length = length;
    const thumb = thumbAt(top, extent, length);
    this.hidden = thumb === null;
    const drawn = this.renderRoot.querySelector<HTMLElement>('.thumb');
    if (thumb === null || drawn === null) return;
    drawn.style.setProperty('height', `${thumb.size}px`);
    drawn.style.setProperty('transform', `translateY(${thumb.at}px)`);
    const { min, max } = topLimits(extent);
    this.setAttribute('aria-valuemin', String(Math.round(min + 1)));
    this.setAttribute('aria-valuemax', String(Math.round(max + 1)));
    this.setAttribute('aria-valuenow', String(Math.round(top + 1)));
    const { from } = visibleRows(top, extent);
    this.setAttribute('aria-valuetext', `line ${formatCount(from)} of ${formatCount(extent.total)}`);
  }

  #press(event: PointerEvent): void {
    event.preventDefault();
    const { top } = this.getBoundingClientRect();
    const thumb = thumbAt(this.#top, this.#extent, this.#length);
    if (thumb === null) return;
    const y = event.clientY - top;
    const onThumb = y >= thumb.at && y <= thumb.at + thumb.size;
    const grip = onThumb ? y - thumb.at : thumb.size / 2;
    const move = ({ clientY }: PointerEvent): void => {
      this.dispatchEvent(new TrackMove(topAtThumb(clientY - top - grip, this.#extent, this.#length)));
    };
    this.setPointerCapture(event.pointerId);
    this.addEventListener('pointermove', move);
    this.addEventListener('lostpointercapture', () => this.removeEventListener('pointermove', move), { once: true });
    if (!onThumb) move(event);
  }

  override render(): TemplateResult {
    return html`<div class="thumb"></div>`;
  }
}
