import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { formatBytes } from '../ui/format.ts';
import type { PopoverElement } from '../ui/popover-element.ts';
import '../ui/popover-element.ts';
import { type PasteFacts, pasteFacts } from './paste-facts.ts';

/** Told what to do with the bytes of a paste. */
export class PasteSend extends Event {
  readonly how: 'now' | 'file';
  readonly bytes: Uint8Array<ArrayBuffer>;
  constructor(how: 'now' | 'file', bytes: Uint8Array<ArrayBuffer>) {
    super('paste-send');
    this.how = how;
    this.bytes = bytes;
  }
}

/** Asks about a large paste before any of it is sent: how large it is, how it begins, and how it should go. */
@customElement('ps-paste-sheet')
export class PasteSheet extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: contents;
      }
      ps-popover {
        width: min(520px, calc(100vw - 16px));
        max-width: none;
      }
      .title {
        font-weight: 600;
      }
      pre {
        margin: 8px 0 0;
        padding: 5px 8px;
        max-height: 140px;
        overflow: hidden;
        border-radius: var(--r-control);
        background: var(--surface);
        font: 400 13px/20px var(--mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 12px;
      }
      @media (max-width: 600px) {
        ps-popover {
          width: auto;
        }
      }
    `,
  ];

  /** Why nothing can be sent at once, such as for want of room; empty when it can. */
  @property({ attribute: 'not-now' }) notNow = '';
  /** True when not even a file can be sent now. */
  @property({ type: Boolean }) busy = false;
  @state() private facts: PasteFacts | null = null;
  @query('ps-popover') private popoverBox!: PopoverElement;
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array();

  /** Opens beside `opener`. Nothing is sent before it is told how. */
  async show(opener: HTMLElement, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#bytes = bytes;
    this.facts = pasteFacts(bytes);
    await this.updateComplete;
    this.popoverBox.show(opener);
  }

  #send(how: 'now' | 'file'): void {
    const bytes = this.#bytes;
    this.popoverBox.hide();
    this.dispatchEvent(new PasteSend(how, bytes));
  }

  #toggled(event: ToggleEvent): void {
    if (event.newState === 'open') return;
    this.facts = null;
    this.#bytes = new Uint8Array();
  }

  #drawFacts({ bytes, lines, endsWithNewline, first, more }: PasteFacts): TemplateResult {
    return html`<p class="small muted" id="facts">
        ${t('run.paste.facts', { size: formatBytes(bytes), lines, end: endsWithNewline ? 'newline' : 'none' })}
      </p>
      <pre role="group" aria-label=${t('run.paste.first')} lang="" translate="no" dir="auto">${first}${more ? '\n⋯' : ''}</pre>`;
  }

  override render(): TemplateResult {
    const { facts, notNow, busy } = this;
    return html`<ps-popover
      role="dialog"
      placement="top-start"
      aria-label=${t('run.paste')}
      aria-describedby="facts"
      @toggle=${this.#toggled}
    >
      <p class="title" aria-hidden="true">${t('run.paste')}</p>
      ${facts === null ? '' : this.#drawFacts(facts)}
      <div class="acts">
        <button type="button" class="btn" ?disabled=${busy || notNow !== ''} @click=${() => this.#send('now')}>
          ${notNow === '' ? t('run.paste.now') : notNow}
        </button>
        <button type="button" class="btn primary" ?disabled=${busy} @click=${() => this.#send('file')}>
          ${t('run.paste.file')}
        </button>
        <button type="button" class="btn ghost" @click=${() => this.popoverBox.hide()}>${t('run.stdin.cancel')}</button>
      </div>
    </ps-popover>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-paste-sheet': PasteSheet;
  }
}
