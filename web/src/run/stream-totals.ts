import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RunInfo } from '../state/protocol.ts';
import type { RowCounts } from '../state/row-store.ts';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { streamTotals } from './facts.ts';

/** The three streams of a run in one line: how many bytes, and whether more can come. */
@customElement('ps-stream-totals')
export class StreamTotals extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        margin: 8px 16px 0;
        flex: none;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 0 20px;
        min-height: 20px;
        font-size: 12px;
        color: var(--muted);
      }
      .line span {
        white-space: nowrap;
      }
      b {
        font-family: var(--mono);
        font-weight: 400;
        margin-right: 2px;
      }
      .stdin b {
        color: var(--stdin);
      }
      .stdout b {
        color: var(--stdout);
      }
      .stderr b {
        color: var(--stderr);
      }
    `,
  ];

  @property({ attribute: false }) run: RunInfo | null = null;
  @property({ attribute: false }) counts: RowCounts | null = null;

  override render(): TemplateResult | typeof nothing {
    const { run } = this;
    if (run === null) return nothing;
    return html`<div class="line" role="group" aria-label=${t('run.totals')}>
      ${streamTotals(run, this.counts).map(({ name, words }) => html`<span class=${name}><b>${name}</b> ${words}</span>`)}
    </div>`;
  }
}
