import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { SessionController } from '../state/session-controller.ts';
import { t } from '../strings/message.ts';
import { drawWords } from '../ui/code-text.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import { type LossWords, lossWords } from './connection-words.ts';

/** Says that and why the page is not connected, when it tries again, and takes a link where one is needed. */
@customElement('ps-connection-bar')
export class ConnectionBar extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        flex: none;
      }
      .bar {
        display: grid;
        grid-template-columns: 16px minmax(0, max-content) minmax(80px, 1fr);
        align-items: center;
        gap: 0 8px;
        min-height: 36px;
        padding: 6px 16px 6px 13px;
        background: var(--raised);
        border-bottom: 1px solid var(--line);
        border-inline-start: 3px solid var(--failure);
      }
      .bar > .i {
        color: var(--failure);
        align-self: start;
        margin-top: 4px;
      }
      .title {
        display: inline;
        font-weight: 600;
      }
      .says {
        min-width: 0;
      }
      .act {
        justify-self: start;
      }
      form {
        display: flex;
        gap: 8px;
        grid-column: 2 / 4;
        width: 100%;
        max-width: 480px;
        margin: 4px 0;
      }
      .field {
        flex: 1;
        height: 28px;
        font-family: var(--mono);
      }
      .wrong {
        grid-column: 2 / 4;
      }
      .bar:has(form) .says {
        grid-column: 2 / 4;
      }
      .wrong:empty {
        display: none;
      }
      :host([tall]) {
        flex: 1;
        overflow-y: auto;
      }
      :host([tall]) .bar {
        display: grid;
        grid-template-columns: 20px minmax(0, 1fr);
        gap: 4px 12px;
        width: calc(100% - 32px);
        max-width: 632px;
        margin: 104px auto 16px;
        padding: 20px;
        border: 1px solid var(--line);
        border-radius: var(--r-card);
        background: none;
        align-items: start;
      }
      :host([tall]) .bar > .i {
        width: 20px;
        height: 20px;
        margin-top: 2px;
      }
      :host([tall]) .title {
        display: block;
        font-size: 16px;
        line-height: 24px;
      }
      :host([tall]) .bar .says {
        grid-column: 2;
        color: var(--muted);
      }
      :host([tall]) .title,
      :host([tall]) .says code {
        color: var(--text);
      }
      :host([tall]) :is(form, .act, .wrong) {
        grid-column: 2;
        justify-self: start;
        margin: 12px 0 0;
      }
      :host([tall]) form {
        width: 100%;
      }
      :host([tall]) .wrong {
        margin-top: 4px;
      }
      :host([tall]) .field {
        height: 32px;
      }
      :host([tall]) form .btn {
        height: 32px;
      }
      @media (max-width: 600px) {
        .bar {
          grid-template-columns: 16px minmax(0, 1fr);
        }
        .act,
        form,
        .wrong,
        .bar:has(form) .says {
          grid-column: 2;
        }
        .linkbtn.act {
          min-height: 44px;
          padding: 0;
        }
        :host([tall]) .bar {
          margin-top: 24px;
          padding: 16px;
        }
      }
    `,
  ];

  /** As a card in the middle of an empty page. */
  @property({ type: Boolean, reflect: true }) tall = false;
  @state() private wrong = '';

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
    if (status !== null && status.nextTryAt !== null) this.#timer = setTimeout(() => this.requestUpdate(), 250);
  }

  #paste(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const field = form.elements.namedItem('link') as HTMLInputElement;
    this.wrong = this.session.store.connection.usePasted(field.value) ? '' : t('shell.linkWrong');
    field.value = '';
  }

  #drawDeed({ can }: LossWords): TemplateResult {
    const primary = this.tall ? 'btn tall primary act' : 'linkbtn act';
    switch (can) {
      case 'try-now':
        return html`<button class=${primary} @click=${() => this.session.store.connection.client?.tryNow()}>
          ${t('shell.lossTryNow')}
        </button>`;
      case 'reload':
        return html`<button class=${primary} @click=${() => location.reload()}>${t('shell.reload')}</button>`;
      case 'paste-link':
        return html`<form @submit=${this.#paste}>
          <input
            class="field"
            name="link"
            type="password"
            aria-label=${t('shell.link')}
            aria-describedby="wrong"
            aria-invalid=${this.wrong !== ''}
            placeholder="http://${location.host}/#p=…"
            autocomplete="off"
            spellcheck="false"
          />
          <button class="btn" type="submit">${t('shell.connect')}</button>
        </form>`;
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { store } = this.session;
    const { connection } = store;
    const shown = store.runs.length > 0;
    const loss = lossWords(connection.status, connection.admission, location.host, shown, performance.now());
    if (loss === null) return nothing;
    const title = this.tall
      ? html`<h1 class="title">${drawWords(loss.title)}</h1>`
      : html`<b class="title">${loss.title}</b>`;
    return html`<div class="bar" role="group" aria-label=${t('shell.connection')}>
      ${drawIcon('unplug')}
      <div class="says">${title} ${drawWords(loss.sentences.join(' '))}</div>
      ${this.#drawDeed(loss)}
      ${loss.can === 'paste-link' ? html`<span class="wrong" id="wrong" role="alert">${this.wrong}</span>` : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-connection-bar': ConnectionBar;
  }
}
