import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { SessionController } from '../state/session-controller.ts';
import { drawWords } from '../ui/code-text.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import { lossWords } from './connection-words.ts';

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
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        min-height: 36px;
        padding: 6px 16px 6px 13px;
        background: var(--raised);
        border-bottom: 1px solid var(--line);
        border-left: 3px solid var(--failure);
      }
      .bar > .i {
        color: var(--failure);
      }
      .says {
        flex: 1 1 240px;
      }
      .bar > .i {
        align-self: flex-start;
        margin-top: 4px;
      }
      form {
        display: flex;
        gap: 8px;
        flex: 0 1 420px;
      }
      .field {
        flex: 1;
        height: 28px;
        font-family: var(--mono);
      }
      :host([tall]) .bar {
        margin: 104px auto 0;
        max-width: 632px;
        padding: 20px;
        border: 1px solid var(--line);
        border-radius: var(--r-card);
        background: var(--surface);
        align-items: flex-start;
      }
      :host([tall]) .says {
        flex: 1 1 90%;
        max-width: calc(100% - 32px);
      }
      :host([tall]) b {
        display: block;
        font-size: 16px;
        line-height: 24px;
      }
      :host([tall]) form {
        margin: 8px 0 0 24px;
        flex-basis: 100%;
      }
      @media (max-width: 700px) {
        :host([tall]) .bar {
          margin: 16px;
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
    const taken = this.session.store.connection.usePasted(field.value);
    this.wrong = taken ? '' : 'That is not a pipescope link. It ends in #p= and a code.';
    field.value = '';
  }

  override render(): TemplateResult | typeof nothing {
    const { store } = this.session;
    const { connection } = store;
    const loss = lossWords(
      connection.status,
      connection.admission,
      location.host,
      store.runs.length > 0,
      performance.now(),
    );
    if (loss === null) return nothing;
    return html`<div class="bar" role="group" aria-label="Connection">
      ${drawIcon('unplug')}
      <span class="says"><b>${loss.title}</b> ${drawWords(loss.words)}</span>
      ${loss.retry ? html`<button class="linkbtn" @click=${() => connection.client?.tryNow()}>Try now</button>` : nothing}
      ${
        loss.paste
          ? html`<form @submit=${this.#paste}>
              <input
                class="field"
                name="link"
                type="password"
                aria-label="Link from the agent"
                aria-describedby="wrong"
                aria-invalid=${this.wrong !== ''}
                placeholder="http://${location.host}/#p=…"
                autocomplete="off"
                spellcheck="false"
              />
              <button class="btn" type="submit">Connect</button>
            </form>`
          : nothing
      }
      <span class="wrong" id="wrong" role="alert">${this.wrong}</span>
    </div>`;
  }
}
