import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { formatBytes } from '../ui/format.ts';
import { drawIcon } from '../ui/icons.ts';
import { drawKey } from '../ui/key-cap.ts';
import type { MenuElement, MenuItem } from '../ui/menu-element.ts';
import '../ui/menu-element.ts';
import { LaneChoice } from './lane-toolbar.ts';
import type { LineRange } from './line-range.ts';

/** The strip under the lines while some are selected: which, how much, and what can be done with them. */
@customElement('ps-selection-strip')
export class SelectionStrip extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 44px;
        padding: 0 12px 0 16px;
        border-top: 1px solid var(--line);
        background: var(--raised);
        flex: none;
        white-space: nowrap;
      }
      .btn.ghost {
        color: var(--text);
      }
      .btn.ghost:hover {
        background: var(--surface);
      }
      @media (max-width: 600px) {
        :host {
          padding: 4px 4px 4px 16px;
          gap: 0;
        }
        .num {
          margin-left: 8px;
        }
      }
    `,
  ];

  @property({ attribute: false }) range: LineRange | null = null;
  /** Bytes of the selected lines; null while it is not known. */
  @property({ attribute: false }) size: number | null = null;
  @query('ps-menu') private menu!: MenuElement;

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'group';
    this.ariaLabel = t('lane.selected');
  }

  #do(id: string): void {
    this.dispatchEvent(new LaneChoice(id));
  }

  override render(): TemplateResult | typeof nothing {
    const { range, size } = this;
    if (range === null) return nothing;
    const copies: MenuItem[] = [
      { id: 'copy-text', words: t('lane.copy.text') },
      { id: 'copy-times', words: t('lane.copy.times') },
      { id: 'copy-markdown', words: t('lane.copy.markdown') },
      { id: 'copy-link', words: t('lane.copy.link'), key: 'y' },
    ];
    return html`
      <span>${t('lane.range', { lines: range.to - range.from + 1, from: range.from, to: range.to })}</span>
      <span class="num muted">${size === null ? nothing : formatBytes(size)}</span>
      <span class="grow"></span>
      <button
        class="btn ghost sm"
        aria-haspopup="menu"
        aria-expanded="false"
        @click=${(event: Event) => this.menu.toggle(event.currentTarget as HTMLElement)}
      >
        ${drawIcon('copy', 14)}${t('lane.copy')}
      </button>
      <ps-menu
        placement="top-end"
        aria-label=${t('lane.copy')}
        .items=${copies}
        @menu-pick=${(event: Event & { id: string }) => this.#do(event.id)}
      ></ps-menu>
      <button class="btn ghost sm" @click=${() => this.#do('copy-link')}>
        ${drawIcon('link', 14)}${t('lane.link')} ${drawKey('y')}
      </button>
      <button class="btn ghost sm" @click=${() => this.#do('bytes')}>
        ${drawIcon('bytes', 14)}${t('lane.bytes')} ${drawKey('h')}
      </button>
      <button class="btn ghost sm icon" aria-label=${t('lane.clear')} title=${t('lane.clear')} @click=${() => this.#do('clear')}>
        ${drawIcon('cross', 14)}
      </button>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-selection-strip': SelectionStrip;
  }
}
