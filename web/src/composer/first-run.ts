import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { isBlank } from '../state/draft.ts';
import { FIRST_DRAFT } from '../state/draft-presets.ts';
import { SessionController } from '../state/session-controller.ts';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import type { ComposerElement } from './composer-element.ts';
import './composer-element.ts';
import { EXAMPLES, type Example } from './examples.ts';

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
        max-width: 680px;
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
        min-height: 152px;
        padding: 12px 16px;
        border: 1px solid var(--line);
        border-radius: var(--r-card);
        background: none;
        text-align: start;
        line-height: 20px;
        cursor: default;
      }
      .card:hover {
        background: var(--raised);
      }
      .fig {
        width: 100%;
        height: 40px;
        margin-bottom: 8px;
        direction: ltr;
      }
      .fig * {
        vector-effect: non-scaling-stroke;
      }
      .fig :is(path, rect) {
        fill: none;
        stroke: var(--control-border);
        stroke-width: 1px;
      }
      .fig .hatch-ground {
        fill: var(--hatch);
        stroke: none;
      }
      .fig .hatch-line {
        fill: var(--caution);
        stroke: none;
      }
      .fig .full {
        fill: url(#hatch);
        stroke: none;
      }
      .fig .stop {
        stroke: var(--text);
        stroke-width: 1.5px;
      }
      .fig .out {
        fill: var(--stdout);
        stroke: none;
      }
      .fig .err {
        fill: var(--stderr);
        stroke: none;
      }
      .fig .life {
        fill: var(--muted);
        stroke: none;
      }
      .fig .mark {
        stroke: var(--text);
        stroke-width: 1.5px;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      @media (max-height: 720px) {
        .first {
          padding-top: 40px;
        }
      }
      @media (max-width: 600px) {
        .first {
          padding: 24px 16px;
          gap: 16px;
        }
        .cards {
          grid-template-columns: 1fr;
          gap: 8px;
        }
        .card {
          min-height: 0;
        }
        .fig {
          width: 176px;
        }
      }
    `,
  ];

  @query('ps-composer') private composer!: ComposerElement;
  private readonly session = new SessionController(this);

  override connectedCallback(): void {
    super.connectedCallback();
    if (isBlank(this.session.store.draft)) this.session.store.edit(FIRST_DRAFT);
  }

  #choose({ draft }: Example): void {
    this.session.store.edit(draft);
    this.composer.focusRun();
  }

  override render(): TemplateResult {
    return html`<div class="first">
      <h1>${t('composer.first.title')}</h1>
      <ps-composer first></ps-composer>
      <section class="cards" aria-label=${t('composer.first.cards')}>
        ${EXAMPLES.map(
          (example) => html`<button class="card" @click=${() => this.#choose(example)}>
            ${example.drawFigure()}<b>${t(example.title)}</b><span class="muted">${t(example.words)}</span>
          </button>`,
        )}
      </section>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-first-run': FirstRun;
  }
}
