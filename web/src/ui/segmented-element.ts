import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';

export interface Segment {
  readonly value: string;
  readonly words: string;
}

/** Told when another segment is wanted; `value` changes only when the owner says so. */
export class SegmentPick extends Event {
  readonly value: string;
  constructor(value: string) {
    super('segment-pick');
    this.value = value;
  }
}

/** One of a few, side by side: a radio group, in which arrow keys move and choose. */
@customElement('ps-segmented')
export class SegmentedElement extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: inline-flex;
        flex: none;
      }
      .seg {
        position: relative;
        display: inline-flex;
        height: 32px;
        overflow: hidden;
        border-radius: var(--r-control);
      }
      /* Drawn over the segments, so that each is as high as the whole. */
      .seg::after {
        content: '';
        position: absolute;
        inset: 0;
        border: 1px solid var(--control-border);
        border-radius: inherit;
        pointer-events: none;
      }
      :host([small]) .seg {
        height: 26px;
      }
      button {
        border: 0;
        background: none;
        padding: 0 12px;
        color: var(--muted);
      }
      :host([small]) button {
        font-size: 12px;
      }
      button + button {
        border-left: 1px solid var(--line);
      }
      button[aria-checked='true'] {
        background: var(--picked);
        color: var(--on-picked);
        font-weight: 600;
      }
      .seg:has(button:disabled)::after {
        border-color: var(--line);
      }
      button:focus-visible {
        outline-offset: -2px;
      }
      @media (max-width: 600px) {
        :host {
          max-width: 100%;
        }
        .seg {
          min-width: 0;
        }
        button {
          line-height: 16px;
        }
      }
      @media (pointer: coarse) {
        .seg,
        :host([small]) .seg {
          height: 44px;
        }
        button {
          min-width: 44px;
        }
      }
      @media (forced-colors: active) {
        button[aria-checked='true'] {
          forced-color-adjust: none;
          background: Highlight;
          color: HighlightText;
        }
      }
    `,
  ];

  /** Name of the group. */
  @property() label = '';
  @property({ attribute: false }) segments: readonly Segment[] = [];
  @property() value = '';
  @property({ type: Boolean }) disabled = false;

  #pick(value: string): void {
    if (value !== this.value) this.dispatchEvent(new SegmentPick(value));
  }

  #keydown(event: KeyboardEvent, at: number): void {
    const step =
      event.key === 'ArrowRight' || event.key === 'ArrowDown'
        ? 1
        : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
          ? -1
          : 0;
    const next = this.segments[(at + step + this.segments.length) % this.segments.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    this.#pick(next.value);
    this.renderRoot.querySelectorAll('button')[this.segments.indexOf(next)]?.focus();
  }

  override render(): TemplateResult {
    return html`<div class="seg" role="radiogroup" aria-label=${this.label}>
      ${this.segments.map(
        ({ value, words }, at) => html`<button
          type="button"
          role="radio"
          aria-checked=${value === this.value}
          tabindex=${value === this.value ? 0 : -1}
          ?disabled=${this.disabled}
          @click=${() => this.#pick(value)}
          @keydown=${(event: KeyboardEvent) => this.#keydown(event, at)}
        >
          ${words}
        </button>`,
      )}
    </div>`;
  }
}
