import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { isBlank } from '../state/draft.ts';
import { SessionController } from '../state/session-controller.ts';
import { controls } from '../ui/controls.ts';
import './composer-element.ts';
import { EXAMPLES, FIRST_DRAFT } from './examples.ts';

/** The page before any run: one sentence, a filled composer, three things to try. */
@customElement('ps-first-run')
export class FirstRun extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        overflow-y: auto;
      }
      .first {
        max-width: 720px;
        margin: 0 auto;
        padding: 104px 24px 24px;
        display: flex;
        flex-direction: column;
        gap: 24px;
      }
      h1 {
        font-size: 20px;
        line-height: 28px;
        font-weight: 600;
      }
      .cards {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: 16px;
      }
      .card {
        display: flex;
        flex-direction: column;
        gap: 4px;
        padding: 12px 16px;
        border: 1px solid var(--line);
        border-radius: var(--r-card);
        background: none;
        text-align: left;
        line-height: 20px;
      }
      .card:hover {
        background: var(--raised);
      }
      .card b {
        display: block;
      }
      @media (max-width: 600px) {
        .first {
          padding: 24px 16px;
        }
        .cards {
          grid-template-columns: 1fr;
          gap: 8px;
        }
      }
    `,
  ];

  private readonly session = new SessionController(this);

  override connectedCallback(): void {
    super.connectedCallback();
    if (isBlank(this.session.store.draft)) this.session.store.edit(FIRST_DRAFT);
  }

  override render(): TemplateResult {
    const { store } = this.session;
    return html`<div class="first">
      <h1>Start a process and watch its pipes.</h1>
      <ps-composer first></ps-composer>
      <section class="cards" aria-label="Start with an example">
        ${EXAMPLES.map(
          ({ title, words, draft }) => html`<button
            class="card"
            @click=${() => {
              store.edit(draft);
              this.renderRoot.querySelector('ps-composer')?.shadowRoot?.querySelector<HTMLElement>('.run')?.focus();
            }}
          >
            <b>${title}</b><span class="muted">${words}</span>
          </button>`,
        )}
      </section>
    </div>`;
  }
}
