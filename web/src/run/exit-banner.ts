import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RunInfo } from '../state/protocol.ts';
import type { RowCounts } from '../state/row-store.ts';
import { SessionController } from '../state/session-controller.ts';
import { t } from '../strings/message.ts';
import { drawFigures, drawWords } from '../ui/code-text.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import { drawKey } from '../ui/key-cap.ts';
import { exitWords } from './exit-words.ts';
import { exitFacts, openWords, recordWords } from './facts.ts';

/** How a run ended: one sentence, what it means, and the facts. */
@customElement('ps-exit-banner')
export class ExitBanner extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        margin: 12px 16px 0;
        flex: none;
      }
      .notice {
        align-items: center;
      }
      .notice > .i {
        margin-top: 0;
      }
      .ok > .i {
        color: var(--success);
      }
      .bad > .i {
        color: var(--failure);
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 20px;
        color: var(--muted);
        font-variant-numeric: tabular-nums;
      }
      .facts .n {
        color: var(--text);
      }
      @media (max-width: 600px) {
        .notice {
          flex-wrap: wrap;
          align-items: flex-start;
          gap: 12px;
        }
        .notice > .i {
          margin-top: 2px;
        }
        .facts {
          margin-top: 4px;
          gap: 4px 16px;
        }
        .notice .grow {
          flex: 1 1 0;
        }
        .btn {
          flex-basis: 100%;
        }
      }
    `,
  ];

  @property({ attribute: false }) run: RunInfo | null = null;
  @property({ attribute: false }) counts: RowCounts | null = null;

  private readonly session = new SessionController(this);

  override render(): TemplateResult | typeof nothing {
    const { run } = this;
    const session = this.session.store;
    const words = run === null ? null : exitWords(run, session.ownSessions);
    if (run === null || words === null) return nothing;
    const facts = [...exitFacts(run, this.counts), recordWords(run, this.counts), openWords(run)].filter(
      (fact) => fact !== null,
    );
    return html`<section class="notice ${words.tone}" role="group" aria-label=${t('run.ended')}>
      ${drawIcon(words.icon)}
      <div class="grow">
        <p><b>${drawWords(words.sentence)}</b> <span class="muted">${drawWords(words.more)}</span></p>
        <p class="facts small">${facts.map((fact) => html`<span>${drawFigures(fact)}</span>`)}</p>
      </div>
      <button
        class="btn"
        ?disabled=${!session.connection.connected}
        title=${session.connection.connected ? nothing : t('run.offline')}
        @click=${() => session.startAgain(run)}>
        ${drawIcon('again', 14)}${t('run.again')} ${drawKey('r')}
      </button>
    </section>`;
  }
}
