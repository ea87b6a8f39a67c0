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
        display: flex;
        align-items: center;
        gap: 8px;
        width: fit-content;
        min-height: 24px;
        color: var(--muted);
        cursor: default;
      }
      summary::before {
        content: '';
        width: 6px;
        height: 6px;
        margin: 0 4px 0 -1px;
        border: solid currentColor;
        border-width: 0 1.5px 1.5px 0;
        rotate: -45deg;
      }
      [open] > summary::before {
        rotate: 45deg;
      }
      @media (pointer: coarse) {
        summary {
          min-height: 44px;
        }
        .acts .btn {
          flex: 1;
        }
      }
      dl {
        display: grid;
        grid-template-columns: 88px minmax(0, 1fr);
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
      @media (max-width: 600px) {
        section {
          padding: 16px;
        }
        dl {
          grid-template-columns: minmax(0, 1fr);
          gap: 0;
        }
        dd {
          margin-bottom: 8px;
        }
      }
    `,
  ];

  @property({ attribute: false }) run: RunInfo | null = null;

  private readonly session = new SessionController(this);

  override render(): TemplateResult | typeof nothing {
    const { run } = this;
    if (run?.error === undefined) return nothing;
    const { title, more, repair, details } = startErrorWords(run.error, run, this.session.store.startedWith(run.run));
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
