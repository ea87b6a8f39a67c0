import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Knowledge } from '../state/connection.ts';
import type { RunInfo } from '../state/protocol.ts';
import { commandText, runSeconds, unfinishedOutputs } from '../state/run-words.ts';
import { SessionController } from '../state/session-controller.ts';
import { t } from '../strings/message.ts';
import { announce } from '../ui/announce.ts';
import '../ui/clock-element.ts';
import { controls } from '../ui/controls.ts';
import { formatBytes, formatTimeOfDay } from '../ui/format.ts';
import { drawIcon } from '../ui/icons.ts';
import { drawCommandHeading, HiddenArguments } from './command-heading.ts';
import type { ConsumerControl, ConsumerFailure } from './consumer-control.ts';
import './consumer-control.ts';
import { runHeaderStyles } from './run-header-styles.ts';
import './signals-menu.ts';
import type { SignalsMenu } from './signals-menu.ts';
import { stateWords } from './state-words.ts';

/** How long Stop may have no effect before it becomes Kill. */
const PATIENCE_MS = 2_000;

/** What runs: number, command, pid, state, clock, consumer, and the ways to end it. */
@customElement('ps-run-header')
export class RunHeader extends LitElement {
  static override styles = [controls, runHeaderStyles];

  @property({ attribute: false }) run: RunInfo | null = null;
  @state() private failed = '';
  @query('ps-signals-menu') private signals!: SignalsMenu | null;

  private readonly session = new SessionController(this);
  private readonly unseen = new HiddenArguments(this);
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('run') && changed.get('run')?.run !== this.run?.run) this.failed = '';
  }

  /** The control of who reads the outputs; null while it is not shown. */
  get consumer(): ConsumerControl | null {
    return this.renderRoot.querySelector('ps-consumer');
  }

  /** Stop, or Kill once Stop was pressed long enough ago. */
  async end(): Promise<void> {
    const { run } = this;
    if (run === null) return;
    const { store } = this.session;
    await this.#try(() => (this.#stopFailed(run) ? store.kill(run) : store.stop(run)));
  }

  async kill(): Promise<void> {
    const { run } = this;
    if (run !== null) await this.#try(() => this.session.store.kill(run));
  }

  showSignals(): void {
    this.signals?.show();
  }

  async copyCommand(): Promise<void> {
    const { run } = this;
    if (run === null) return;
    await this.#try(async () => {
      const whole = run.cut === undefined ? run : this.session.store.startedWith(run.run);
      if (whole === null) throw new Error(t('run.copy.cut', { size: formatBytes(run.cut ?? 0) }));
      await navigator.clipboard.writeText(commandText(whole));
      announce(t('run.copied'));
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.failed = '';
    try {
      await act();
    } catch (error) {
      this.failed = error instanceof Error ? error.message : String(error);
    }
  }

  /** True once Stop was pressed long enough ago. */
  #stopFailed(run: RunInfo): boolean {
    const at = this.session.store.stoppedAt(run.run);
    return at !== undefined && at + PATIENCE_MS <= performance.now();
  }

  /** Draws again when Stop has had its time. */
  #awaitStop(run: RunInfo): void {
    clearTimeout(this.#timer);
    const at = this.session.store.stoppedAt(run.run);
    if (at === undefined || this.#stopFailed(run)) return;
    this.#timer = setTimeout(() => this.requestUpdate(), at + PATIENCE_MS - performance.now() + 1);
  }

  #drawStop(run: RunInfo, disabled: boolean): TemplateResult {
    this.#awaitStop(run);
    const kill = this.#stopFailed(run);
    const group = this.session.store.targetOf(run) === 'group';
    const title = kill
      ? group
        ? 'run.kill.groupTitle'
        : 'run.kill.title'
      : group
        ? 'run.stop.groupTitle'
        : 'run.stop.title';
    const stopping = !kill && this.session.store.stoppedAt(run.run) !== undefined;
    return html`<button
      class="btn stop"
      ?disabled=${disabled}
      title=${t(disabled ? 'run.offline' : title)}
      @click=${this.end}
    >
      ${drawIcon('stop', 14)}${t(kill ? 'run.kill' : 'run.stop')}${stopping ? html`<span class="sr">${t('run.stop.asked')}</span>` : nothing}
    </button>`;
  }

  #drawStrip(run: RunInfo, knows: Knowledge, live: boolean): TemplateResult | typeof nothing {
    const { icon, tone, words, more } = stateWords(run, knows);
    const still = knows !== 'now';
    // The banner says how it ended; the strip says it again only while that is not all.
    if (!live && more === '') return nothing;
    return html`<div class="line strip">
      <span class="c-${tone}">${drawIcon(icon)}</span>
      <div class="says grow">
        <b class="state">${words}</b>
        ${more === '' ? nothing : html`<span class="muted">${more}</span>`}
        ${run.shell ? html`<span class="muted small">${t('run.viaShell')}</span>` : nothing}
        ${live ? html`<ps-clock class="num muted small-clock" .since=${run.startedAt} .until=${this.session.store.connection.knownUntil}></ps-clock>` : nothing}
      </div>
      ${
        knows !== 'gone' && (live || unfinishedOutputs(run).length > 0)
          ? html`<ps-consumer
              .run=${run}
              ?disabled=${still}
              @consumer-failure=${({ words: failed }: ConsumerFailure) => (this.failed = failed)}
            ></ps-consumer>`
          : nothing
      }
    </div>`;
  }

  override render(): TemplateResult | typeof nothing {
    const { run } = this;
    if (run === null) return nothing;
    const session = this.session.store;
    const { connected } = session.connection;
    const knows = session.knowsOf(run);
    const live = session.lives(run);
    const reached = session.targetOf(run) !== null;
    return html`
      <div class="line">
        <button class="btn ghost icon back" aria-label=${t('run.back')} @click=${() => session.goHome()}>${drawIcon('left')}</button>
        <span class="id">#${run.number}</span>
        <div class="what">
        ${drawCommandHeading(run, this.unseen.value, html`<span class="ident num muted">#${run.number}${run.pid === null ? nothing : html` · ${t('run.pid', { pid: String(run.pid) })}`}</span>`)}
        </div>
        <button class="btn ghost icon copy" aria-label=${t('run.copyCommand')} title=${t('run.copyCommand')} @click=${this.copyCommand}>
          ${drawIcon('copy')}
        </button>
        <span class="grow"></span>
        ${
          run.pid !== null
            ? html`<span class="num muted pid">${t('run.pid', { pid: String(run.pid) })}</span>`
            : run.state === 'failed'
              ? html`<span class="num muted pid">${formatTimeOfDay(run.startedAt)}</span>`
              : nothing
        }
        ${
          live
            ? html`<ps-clock class="clock ${connected ? '' : 'still'}" form="clock" .since=${run.startedAt} .seconds=${runSeconds(run)} .until=${session.connection.knownUntil}></ps-clock>`
            : nothing
        }
        ${reached ? this.#drawStop(run, !connected) : nothing}
        ${reached ? html`<ps-signals-menu .run=${run}></ps-signals-menu>` : nothing}
      </div>
      ${run.state === 'failed' ? nothing : this.#drawStrip(run, knows, live)}
      ${this.failed === '' ? nothing : html`<p class="wrong" role="alert">${this.failed}</p>`}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-run-header': RunHeader;
  }
}
