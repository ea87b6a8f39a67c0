import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RunInfo } from '../state/protocol.ts';
import { argvText, commandText, isLive, runMark, runSeconds } from '../state/run-words.ts';
import { SessionController } from '../state/session-controller.ts';
import '../ui/clock-element.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import type { SegmentPick } from '../ui/segmented-element.ts';
import '../ui/segmented-element.ts';
import { isPlainKey, isTyping } from '../ui/typing.ts';
import './signals-menu.ts';

/** How long Stop may have no effect before it becomes Kill. */
const PATIENCE_MS = 2_000;

const CONSUMERS = [
  { value: 'follow', words: 'Follow' },
  { value: 'paused', words: 'Paused' },
];

/** What runs: number, command, pid, state, clock, consumer, and the ways to end it. */
@customElement('ps-run-header')
export class RunHeader extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: block;
        padding: 16px 16px 0;
        flex: none;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 28px;
      }
      .id {
        font-family: var(--mono);
        color: var(--muted);
      }
      h1 {
        display: flex;
        gap: 4px;
        min-width: 0;
        overflow: hidden;
        font-family: var(--mono);
        font-size: 14px;
        font-weight: 600;
      }
      .chip {
        padding: 0 6px;
        border-radius: 4px;
        background: var(--raised);
        white-space: pre;
        overflow: hidden;
        text-overflow: ellipsis;
        line-height: 24px;
        flex: 0 1 auto;
        min-width: 24px;
      }
      .chip:first-child {
        flex-shrink: 0;
        max-width: 100%;
      }
      .clock {
        font-family: var(--mono);
        font-size: 16px;
      }
      .strip {
        flex-wrap: wrap;
        margin-top: 4px;
      }
      .back {
        display: none;
      }
      @media (max-width: 600px) {
        :host {
          padding-top: 8px;
        }
        .back {
          display: inline-flex;
          margin-left: -8px;
        }
        .strip .num.pid {
          margin-left: 0;
        }
      }
      @media (prefers-contrast: more) {
        .chip {
          box-shadow: inset 0 0 0 1px var(--line);
        }
      }
    `,
  ];

  @property({ attribute: false }) run: RunInfo | null = null;
  @state() private failed = '';

  private readonly session = new SessionController(this);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'p' && isPlainKey(event) && !isTyping(event) && this.run !== null && isLive(this.run)) {
      void this.#consume(this.#consumer === 'paused' ? 'follow' : 'paused');
    }
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('run') && changed.get('run')?.run !== this.run?.run) this.failed = '';
  }

  get #consumer(): string | null {
    return this.run?.consumers.stdout ?? this.run?.consumers.stderr ?? null;
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.failed = '';
    try {
      await act();
    } catch (error) {
      this.failed = error instanceof Error ? error.message : String(error);
    }
  }

  #consume(consumer: 'follow' | 'paused'): Promise<void> {
    const { run } = this;
    return run === null ? Promise.resolve() : this.#try(() => this.session.store.consume(run, consumer));
  }

  /** True once Stop was pressed long enough ago. Draws again when that moment comes. */
  #stopFailed(run: RunInfo): boolean {
    clearTimeout(this.#timer);
    const at = this.session.store.stoppedAt(run.run);
    if (at === undefined) return false;
    const left = at + PATIENCE_MS - performance.now();
    if (left <= 0) return true;
    this.#timer = setTimeout(() => this.requestUpdate(), left + 1);
    return false;
  }

  #drawStop(run: RunInfo, disabled: boolean): TemplateResult {
    const kill = this.#stopFailed(run);
    const stopping = !kill && this.session.store.stoppedAt(run.run) !== undefined;
    return html`<button
      class="btn"
      ?disabled=${disabled}
      title=${disabled ? 'Not connected: nothing can be sent.' : kill ? 'Sends SIGKILL, which cannot be refused' : 'Sends SIGTERM, which asks it to end'}
      @click=${() => this.#try(() => (kill ? this.session.store.signal(run, 9, 'process') : this.session.store.stop(run)))}
    >
      ${drawIcon('stop', 12)}${kill ? 'Kill' : 'Stop'}${stopping ? html`<span class="sr">, asked</span>` : nothing}
    </button>`;
  }

  #drawConsumer(disabled: boolean): TemplateResult | typeof nothing {
    const consumer = this.#consumer;
    if (consumer === null) return nothing;
    if (consumer === 'script') return html`<span class="muted">read by <b>Script</b></span>`;
    return html`<ps-segmented
      small
      label="Consumer"
      title="Who reads its output (p)"
      .segments=${CONSUMERS}
      .value=${consumer}
      .disabled=${disabled}
      @segment-pick=${({ value }: SegmentPick) => this.#consume(value === 'paused' ? 'paused' : 'follow')}
    ></ps-segmented>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { run } = this;
    if (run === null) return nothing;
    const session = this.session.store;
    const { connected } = session.connection;
    const live = isLive(run);
    const mark = runMark(run, connected, session.ownSessions);
    const seconds = runSeconds(run);
    const command = commandText(run);
    return html`
      <div class="line">
        <button class="btn ghost icon back" aria-label="Back to runs" @click=${() => session.goHome()}>${drawIcon('left')}</button>
        <span class="id">#${run.number}</span>
        <h1 aria-label="#${run.number} ${command}" title=${command}>
          ${(run.shell ? [command] : argvText(run)).map((arg) => html`<span class="chip">${arg === '' ? '""' : arg}</span>`)}
        </h1>
        <button class="btn ghost icon" aria-label="Copy command" @click=${() => this.#try(() => navigator.clipboard.writeText(command))}>
          ${drawIcon('copy')}
        </button>
        <span class="grow"></span>
        ${
          run.state === 'failed'
            ? nothing
            : html`<ps-clock class="clock" form="clock" .since=${run.startedAt} .seconds=${seconds} ?still=${!connected}></ps-clock>`
        }
        ${live ? this.#drawStop(run, !connected) : nothing}
        ${live ? html`<ps-signals-menu .run=${run}></ps-signals-menu>` : nothing}
      </div>
      ${
        live
          ? html`<div class="line strip">
              <span class="c-${mark.tone}">${drawIcon(mark.icon)}</span><b class="state">${mark.words}</b>
              ${run.pid === null ? nothing : html`<span class="num muted pid">pid ${run.pid}</span>`}
              ${run.shell ? html`<span class="muted small">run by /bin/sh</span>` : nothing}
              <span class="grow"></span>
              ${this.#drawConsumer(!connected)}
            </div>`
          : nothing
      }
      ${this.failed === '' ? nothing : html`<p class="wrong" role="alert">${this.failed}</p>`}
    `;
  }
}
