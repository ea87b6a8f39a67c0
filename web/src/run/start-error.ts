import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { draftOfRun } from '../state/draft.ts';
import type { RunInfo } from '../state/protocol.ts';
import { SessionController } from '../state/session-controller.ts';
import { t } from '../strings/message.ts';
import { drawWords } from '../ui/code-text.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import { startErrorWords } from './error-words.ts';

/** The card of a run that never started: what happened, why, what to do, and one press that does it. */
@customElement('ps-start-error')
export class StartError extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        margin: 16px;
      }
      section {
        padding: 20px;
        border: 1px solid var(--line);
        border-radius: var(--r-card);
        display: grid;
        grid-template-columns: 20px minmax(0, 1fr);
        gap: 4px 12px;
      }
      section > .i {
        width: 20px;
        height: 20px;
        margin-top: 2px;
        color: var(--failure);
      }
      h2 {
        font-size: 16px;
        line-height: 24px;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 12px;
      }
      details {
        margin-top: 16px;
      }
      summary {
        color: var(--muted);
        cursor: default;
      }
      dl {
        display: grid;
        grid-template-columns: 88px 1fr;
        gap: 4px 16px;
        margin-top: 8px;
      }
      dt {
        color: var(--muted);
      }
      dd {
        font-family: var(--mono);
        font-size: 12px;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
    `,
  ];

  @property({ attribute: false }) run: RunInfo | null = null;

  private readonly session = new SessionController(this);

  override render(): TemplateResult | typeof nothing {
    const { run } = this;
    if (run?.error === undefined) return nothing;
    const { title, more, repair, details } = startErrorWords(run.error, run);
    const session = this.session.store;
    return html`<section role="group" aria-label=${t('run.start.name')}>
      ${drawIcon('alert')}
      <div>
        <h2>${drawWords(title)}</h2>
        ${more === '' ? nothing : html`<p>${drawWords(more)}</p>`}
        <p class="muted">${t('run.start.nothing')}</p>
        <div class="acts">
          ${
            repair === null
              ? nothing
              : html`<button
                  class="btn tall primary"
                  @click=${() => session.compose({ ...draftOfRun(run), form: repair.form, argv: repair.argv, command: repair.command })}
                >
                  ${repair.label}
                </button>`
          }
          <button class="btn tall" @click=${() => session.compose(draftOfRun(run))}>${t('run.start.edit')}</button>
        </div>
        <details>
          <summary>${t('run.start.details')}</summary>
          <dl>${details.map(([name, value]) => html`<dt>${name}</dt><dd translate="no">${value}</dd>`)}</dl>
        </details>
      </div>
    </section>`;
  }
}
