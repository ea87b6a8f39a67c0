import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { actions } from '../state/actions.ts';
import { SessionController } from '../state/session-controller.ts';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import { drawKey } from '../ui/key-cap.ts';
import type { MenuElement, MenuPick } from '../ui/menu-element.ts';
import '../ui/menu-element.ts';
import { connectionBadge } from './connection-words.ts';

/** The top of the page: which host and how it is reached, the palette, help and settings. */
@customElement('ps-banner')
export class PageBanner extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr);
        align-items: center;
        gap: 16px;
        height: 44px;
        padding: 0 12px 0 16px;
        border-bottom: 1px solid var(--line);
      }
      .start,
      .end,
      .brand,
      .host {
        display: flex;
        align-items: center;
        gap: 8px;
        min-width: 0;
      }
      .end {
        justify-content: flex-end;
        gap: 4px;
      }
      .brand {
        margin-inline-end: 16px;
        font-size: 14px;
        font-weight: 600;
        flex: none;
      }
      .brand .i {
        width: 20px;
        height: 20px;
        stroke-width: 1.75px;
        color: var(--accent);
      }
      .host {
        white-space: nowrap;
      }
      .name,
      .words {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .words {
        color: var(--muted);
      }
      .words .num {
        margin-inline-start: 4px;
      }
      .palette {
        width: 320px;
        justify-content: flex-start;
        border-color: var(--control-border);
        color: var(--muted);
        font-weight: 400;
      }
      .palette .label {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        text-align: start;
        line-height: 20px;
      }
      .more {
        display: none;
      }
      @media (pointer: coarse) {
        :host {
          height: 52px;
        }
      }
      @media (max-width: 1199px) {
        .palette {
          width: 220px;
        }
      }
      @media (max-width: 760px) {
        :host {
          grid-template-columns: minmax(0, 1fr) auto auto;
        }
        .palette {
          width: auto;
        }
        .palette .key {
          display: none;
        }
        .palette .label {
          flex: none;
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
      @media (max-width: 600px) {
        :host {
          height: 52px;
          gap: 0;
          padding: 0 4px 0 12px;
          background: var(--surface);
        }
        .brand,
        .end .wide {
          display: none;
        }
        .name {
          font-size: 16px;
          font-weight: 600;
        }
        .host .words.ok {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
        .palette,
        .more {
          display: inline-flex;
          width: 44px;
          height: 44px;
          padding: 0;
          justify-content: center;
          border-color: transparent;
        }
      }
    `,
  ];

  @query('ps-menu') private menu!: MenuElement;
  private readonly session = new SessionController(this);
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** The seconds to the next attempt count down. */
  protected override updated(): void {
    clearTimeout(this.#timer);
    const status = this.session.store.connection.status;
    if (status !== null && status.nextTryAt !== null) this.#timer = setTimeout(() => this.requestUpdate(), 500);
  }

  #drawBadge(): TemplateResult {
    const { connection } = this.session.store;
    const { client, status, admission } = connection;
    const badge = connectionBadge(status, admission, client?.role === 'viewer', performance.now());
    return html`<span class="host">
      <span class="c-${badge.tone}">${drawIcon(badge.icon, 14)}</span>
      <span class="name" translate="no">${client?.agent?.host ?? location.hostname}</span>
      <span class="words ${badge.tone}">${badge.words} ${
        badge.latency === '' ? nothing : html`<span class="num">${badge.latency}</span>`
      }</span>
    </span>`;
  }

  #drawButton(action: string, icon: 'question' | 'sliders', words: string): TemplateResult {
    return html`<button class="btn ghost icon wide" aria-label=${words} title=${words} @click=${() => actions.run(action)}>
      ${drawIcon(icon)}
    </button>`;
  }

  override render(): TemplateResult {
    return html`
      <div class="start">
        <span class="brand" translate="no">${drawIcon('brand')}pipescope</span>
        ${this.#drawBadge()}
      </div>
      <button
        class="btn palette"
        aria-haspopup="dialog"
        aria-keyshortcuts="Alt+K"
        @click=${() => actions.run('shell.palette')}
      >
        ${drawIcon('search')}<span class="label">${t('shell.palette')}</span>${drawKey('Alt+K')}
      </button>
      <div class="end">
        ${this.#drawButton('shell.shortcuts', 'question', t('shell.shortcuts'))}
        ${this.#drawButton('shell.settings', 'sliders', t('shell.settings'))}
        <button
          class="btn ghost icon more"
          aria-label=${t('shell.more')}
          aria-haspopup="menu"
          @click=${(event: Event) => this.menu.toggle(event.currentTarget as HTMLElement)}
        >
          ${drawIcon('dots')}
        </button>
        <ps-menu
          placement="bottom-end"
          aria-label=${t('shell.more')}
          .items=${[
            { id: 'shell.settings', words: t('shell.settings'), icon: 'sliders' },
            { id: 'shell.shortcuts', words: t('shell.shortcuts'), icon: 'question' },
          ]}
          @menu-pick=${({ id }: MenuPick) => actions.run(id)}
        ></ps-menu>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-banner': PageBanner;
  }
}
