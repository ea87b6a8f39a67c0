import { css, LitElement, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';

const STEP_PX = 16;

/** Told when the edge was moved; the owner keeps the size and gives it back. */
export class SplitMove extends Event {
  /** Pixels. */
  readonly size: number;
  readonly collapsed: boolean;
  constructor(size: number, collapsed: boolean) {
    super('split-move');
    this.size = size;
    this.collapsed = collapsed;
  }
}

/**
 * The edge between two panes, one of which it sizes. Dragging, ← → by 16 px, Home and End, Enter to collapse and
 * restore, double click to reset.
 */
@customElement('ps-splitter')
export class SplitterElement extends LitElement {
  static override styles = css`
    :host {
      display: block;
      width: 9px;
      margin: 0 -4px;
      z-index: 2;
      cursor: col-resize;
      touch-action: none;
      position: relative;
    }
    :host::before {
      content: '';
      position: absolute;
      inset: 0 4px;
      background: var(--line);
    }
    :host(:hover)::before,
    :host(.dragging)::before {
      background: var(--accent);
    }
    :host(:focus-visible) {
      outline: none;
    }
    :host(:focus-visible)::before {
      inset: 0 3px;
      background: var(--accent);
      outline: 2px solid var(--accent);
    }
    @media (forced-colors: active) {
      :host::before {
        background: CanvasText;
      }
      :host(:focus-visible)::before {
        background: Highlight;
      }
    }
  `;

  /** Pixels of the pane. */
  @property({ type: Number }) size = 260;
  @property({ type: Number }) min = 200;
  @property({ type: Number }) max = 400;
  /** What a double click gives back. */
  @property({ type: Number }) usual = 260;
  @property({ type: Boolean }) collapsed = false;
  /** `start`: the pane before the edge, which grows to the right; `end`: the pane after it. */
  @property() sizes: 'start' | 'end' = 'start';

  #from: { x: number; size: number } | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'separator';
    this.tabIndex = 0;
    this.ariaOrientation = 'vertical';
    this.addEventListener('pointerdown', this.#down);
    this.addEventListener('pointermove', this.#drag);
    this.addEventListener('pointerup', this.#up);
    this.addEventListener('pointercancel', this.#up);
    this.addEventListener('dblclick', this.#reset);
    this.addEventListener('keydown', this.#keydown);
  }

  protected override updated(_changed: PropertyValues<this>): void {
    this.ariaValueMin = String(this.min);
    this.ariaValueMax = String(this.max);
    this.ariaValueNow = String(this.collapsed ? 0 : Math.round(this.size));
  }

  /** 1 when moving right makes the pane wider. */
  get #direction(): 1 | -1 {
    const rtl = getComputedStyle(this).direction === 'rtl';
    return (this.sizes === 'start') === rtl ? -1 : 1;
  }

  #move(size: number, collapsed = false): void {
    this.dispatchEvent(new SplitMove(Math.min(this.max, Math.max(this.min, Math.round(size))), collapsed));
  }

  readonly #down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.#from = { x: event.clientX, size: this.collapsed ? 0 : this.size };
    this.setPointerCapture(event.pointerId);
    this.classList.add('dragging');
  };

  readonly #drag = (event: PointerEvent): void => {
    const from = this.#from;
    if (from === null || event.clientX === from.x) return;
    const size = from.size + (event.clientX - from.x) * this.#direction;
    this.#move(size, size < this.min / 2);
  };

  readonly #up = (): void => {
    this.#from = null;
    this.classList.remove('dragging');
  };

  readonly #reset = (): void => this.#move(this.usual);

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowLeft') this.#move(this.size - STEP_PX * this.#direction);
    else if (event.key === 'ArrowRight') this.#move(this.size + STEP_PX * this.#direction);
    else if (event.key === 'Home') this.#move(this.min);
    else if (event.key === 'End') this.#move(this.max);
    else if (event.key === 'Enter') this.#move(this.size, !this.collapsed);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-splitter': SplitterElement;
  }
}
