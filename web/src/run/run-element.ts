import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { actions } from '../state/actions.ts';
import type { RunInfo } from '../state/protocol.ts';
import type { RowCounts, RowStore } from '../state/row-store.ts';
import { isLive } from '../state/run-words.ts';
import { SessionController } from '../state/session-controller.ts';
import { announce } from '../ui/announce.ts';
import { plainWords } from '../ui/code-text.ts';
import { controls } from '../ui/controls.ts';
import './exit-banner.ts';
import { exitWords } from './exit-words.ts';
import { runActions } from './run-actions.ts';
import './run-header.ts';
import type { RunHeader } from './run-header.ts';
import './stdin-box.ts';
import type { StdinBox } from './stdin-box.ts';
import './stream-totals.ts';

/** One run: header, how it ended, its output (given as a child element), its stdin. */
@customElement('ps-run')
export class RunElement extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        flex: 1;
      }
      .output {
        display: flex;
        flex-direction: column;
        flex: 1;
        min-height: 0;
        margin-top: 8px;
        border-top: 1px solid var(--line);
      }
      /* Where a few lines are all there is room for, the whole run scrolls. */
      @media (max-height: 560px) {
        :host {
          overflow-y: auto;
          overscroll-behavior: contain;
        }
        .output {
          flex: 1 0 196px;
        }
      }
      /* Where there is no room for both, the strip of a selection stands where stdin does. */
      @media (max-width: 600px), (max-height: 560px) {
        .yields {
          display: none;
        }
      }
      ::slotted(*) {
        flex: 1;
        min-height: 0;
      }
    `,
  ];

  @property({ attribute: false }) run: RunInfo | null = null;
  @property({ attribute: false }) rows: RowStore | null = null;
  @state() private counts: RowCounts | null = null;
  /** Lines are selected. */
  @state() private selecting = false;
  @query('ps-run-header') private header!: RunHeader | null;
  @query('ps-stdin-box') private stdin!: StdinBox | null;

  private readonly session = new SessionController(this);
  #stop: () => void = () => undefined;
  #unregister: () => void = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unregister = actions.register(
      ...runActions({
        store: this.session.store,
        run: () => this.run,
        header: () => this.header,
        stdin: () => this.stdin,
      }),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unregister();
    this.#stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rows')) {
      this.#stop();
      this.selecting = false;
      const { rows } = this;
      this.counts = rows?.totals.counts ?? null;
      this.#stop =
        rows?.totals.subscribe(() => {
          this.counts = rows.totals.counts;
        }) ?? (() => undefined);
    }
    if (changed.has('run')) this.#tell(changed.get('run') ?? null);
  }

  #tell(before: RunInfo | null): void {
    const { run } = this;
    if (run === null) return;
    if (before?.run !== run.run || before.state === run.state) return;
    const words = exitWords(run, this.session.store.ownSessions);
    if (words !== null) announce(plainWords(`${words.sentence} ${words.more}`), words.tone === 'bad');
  }

  #selected(event: Event): void {
    this.selecting = (event as CustomEvent<boolean>).detail;
  }

  override render(): TemplateResult | typeof nothing {
    const { run } = this;
    if (run === null) return nothing;
    if (run.state === 'failed') void import('./start-error.ts');
    return html`
      <ps-run-header .run=${run}></ps-run-header>
      ${
        run.state === 'failed'
          ? html`<ps-start-error .run=${run}></ps-start-error>`
          : html`
        <ps-exit-banner .run=${run} .counts=${this.counts} ?hidden=${isLive(run)}></ps-exit-banner>
        <ps-stream-totals .run=${run} .counts=${this.counts}></ps-stream-totals>
        <div class="output" @lane-select=${this.#selected}><slot></slot></div>
        <ps-stdin-box class=${this.selecting ? 'yields' : ''} .run=${run}></ps-stdin-box>
      `
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-run': RunElement;
  }
}
