import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { controls } from './controls.ts';

export interface Tab {
  readonly value: string;
  readonly words: string;
}

/** Told when another tab is wanted; `value` changes only when the owner says so. */
export class TabPick extends Event {
  readonly value: string;
  constructor(value: string) {
    super('tab-pick');
    this.value = value;
  }
}

/**
 * Tabs over one panel, whose content is what the owner puts into the element for the chosen tab:
 * `<ps-tabs label="Inspector" .tabs=${…} .value=${…} @tab-pick=${…}>…</ps-tabs>`. Arrows move and choose.
 */
@customElement('ps-tabs')
export class TabsElement extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      .tabs {
        display: flex;
        gap: 16px;
        height: 40px;
        padding: 0 16px;
        border-bottom: 1px solid var(--line);
        flex: none;
      }
      .tabs button {
        border: 0;
        border-bottom: 2px solid transparent;
        margin-bottom: -1px;
        padding: 2px 0 0;
        background: none;
        color: var(--muted);
        cursor: default;
      }
      .tabs button:hover {
        color: var(--text);
      }
      .tabs button[aria-selected='true'] {
        color: var(--text);
        font-weight: 600;
        border-color: var(--accent);
      }
      .tabs button:focus-visible {
        outline-offset: -2px;
      }
      .panel {
        flex: 1;
        min-height: 0;
        overflow: auto;
        overscroll-behavior: contain;
      }
      .panel:focus-visible {
        outline-offset: -2px;
      }
      @media (pointer: coarse) {
        .tabs {
          height: 48px;
        }
        .tabs button {
          min-width: 44px;
        }
      }
      @media (forced-colors: active) {
        .tabs button[aria-selected='true'] {
          border-color: Highlight;
        }
      }
    `,
  ];

  /** Name of the list of tabs. */
  @property() label = '';
  @property({ attribute: false }) tabs: readonly Tab[] = [];
  @property() value = '';

  #pick(value: string): void {
    if (value !== this.value) this.dispatchEvent(new TabPick(value));
  }

  #keydown(event: KeyboardEvent): void {
    const { tabs } = this;
    const at = tabs.findIndex(({ value }) => value === this.value);
    const rtl = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
    const to =
      event.key === 'ArrowRight'
        ? at + rtl
        : event.key === 'ArrowLeft'
          ? at - rtl
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? tabs.length - 1
              : null;
    if (to === null) return;
    event.preventDefault();
    const index = (to + tabs.length) % tabs.length;
    const next = tabs[index];
    if (next !== undefined) this.#pick(next.value);
    this.renderRoot.querySelectorAll<HTMLElement>('[role="tab"]')[index]?.focus();
  }

  override render(): TemplateResult {
    return html`<div class="tabs" role="tablist" aria-label=${this.label} @keydown=${this.#keydown}>
        ${this.tabs.map(
          ({ value, words }) => html`<button
            type="button"
            role="tab"
            id=${`tab-${value}`}
            aria-controls="panel"
            aria-selected=${value === this.value}
            tabindex=${value === this.value ? 0 : -1}
            @click=${() => this.#pick(value)}
          >
            ${words}
          </button>`,
        )}
      </div>
      <div class="panel" id="panel" role="tabpanel" tabindex="0" aria-labelledby=${`tab-${this.value}`}>
        <slot></slot>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-tabs': TabsElement;
  }
}
