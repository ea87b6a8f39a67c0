import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Knowledge } from '../state/connection.ts';
import type { RunInfo } from '../state/protocol.ts';
import { routePath } from '../state/route.ts';
import { commandText, runMark, runSeconds, shownCommand } from '../state/run-words.ts';
import { SessionController } from '../state/session-controller.ts';
import { visibleLines } from '../state/visible-text.ts';
import { t } from '../strings/message.ts';
import '../ui/clock-element.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import { drawKey } from '../ui/key-cap.ts';
import { newestRuns, RUNS_AT_ONCE, type RunDay, runDays } from './run-days.ts';
import { runListStyles } from './run-list-styles.ts';

const dayName = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });

function dayWords({ ago, at }: RunDay): string {
  if (ago === 0) return t('shell.today');
  return ago === 1 ? t('shell.yesterday') : dayName.format(at);
}

/** Every run, newest first, by day, with a filter. One Tab stop; arrows, Home and End move inside. */
@customElement('ps-run-list')
export class RunList extends LitElement {
  static override styles = [controls, runListStyles];

  @state() private filter = '';
  /** Rows that are drawn; the older ones wait until they are asked for. */
  @state() private most = RUNS_AT_ONCE;
  /** The row that Tab reaches, when it is not the selected one. */
  @state() private cursor = '';
  @query('.list') private list!: HTMLElement | null;
  @query('.list a[tabindex="0"], input, button') private entry!: HTMLElement | null;

  private readonly session = new SessionController(this);
  #shown: string | undefined;

  /** Puts the focus on the selected run, else on what comes first. */
  focusList(): void {
    (this.renderRoot.querySelector<HTMLElement>('.list a[tabindex="0"]') ?? this.entry)?.focus();
  }

  protected override updated(): void {
    const selected = this.session.store.selected?.run;
    if (selected === this.#shown) return;
    this.#shown = selected;
    this.cursor = '';
    this.list?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }

  #typed(event: Event): void {
    this.filter = (event.target as HTMLInputElement).value;
    this.most = RUNS_AT_ONCE;
  }

  #open(event: MouseEvent, run: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    this.session.store.select(run);
  }

  #keydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...(this.list?.querySelectorAll<HTMLAnchorElement>('a') ?? [])];
    const at = rows.indexOf(event.target as HTMLAnchorElement);
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
    const row = rows[steps[event.key] ?? -1];
    if (row === undefined) return;
    event.preventDefault();
    this.cursor = row.dataset['run'] ?? '';
    row.focus();
  }

  #matches(run: RunInfo, wanted: string): boolean {
    const { words } = runMark(run, 'now', this.session.store.ownSessions);
    return `#${run.number} ${commandText(run)} ${words}`.toLowerCase().includes(wanted);
  }

  #drawRun(run: RunInfo, current: boolean, reached: boolean, knows: Knowledge, own: readonly string[]): unknown {
    return guard([run, current, reached, knows, own.length], () => {
      const mark = runMark(run, knows, own);
      const command = shownCommand(run);
      return html`<a
        class="run"
        href=${routePath({ page: 'run', run: run.run })}
        data-run=${run.run}
        title=${visibleLines(commandText(run))}
        tabindex=${reached ? 0 : -1}
        aria-current=${current ? 'page' : nothing}
        @click=${(event: MouseEvent) => this.#open(event, run.run)}
      >
        <span class="c-${mark.tone}">${drawIcon(mark.icon)}</span>
        <span class="cmd" translate="no">${command}</span>
        <span class="st">#${run.number} · ${mark.words}</span>
        ${
          run.state === 'failed' || (knows !== 'now' && run.exit === undefined)
            ? nothing
            : html`<ps-clock .since=${run.startedAt} .seconds=${runSeconds(run)}></ps-clock>`
        }
      </a>`;
    });
  }

  /** Draws more rows; the focus stays in the list although the button may go. */
  async #showOlder(first: string | undefined): Promise<void> {
    this.most += RUNS_AT_ONCE;
    this.cursor = first ?? '';
    await this.updateComplete;
    this.list?.querySelector<HTMLElement>('a[tabindex="0"]')?.focus();
  }

  #drawDays(found: readonly RunInfo[]): TemplateResult {
    const { store } = this.session;
    const selected = store.selected?.run;
    const { shown, older } = newestRuns(found, this.most, selected);
    const reached = [this.cursor, selected].find((run) => shown.some((at) => at.run === run)) ?? shown[0]?.run;
    const drawGroup = (id: string, heading: string, runs: readonly RunInfo[]): TemplateResult =>
      html`<h3 id=${id}>${heading}</h3>
        <ul aria-labelledby=${id}>
          ${repeat(
            runs,
            ({ run }) => run,
            (run) =>
              html`<li>
                ${this.#drawRun(run, run.run === selected, run.run === reached, store.knowsOf(run), store.ownSessions)}
              </li>`,
          )}
        </ul>`;
    const earlier = shown.filter((run) => store.isEarlier(run));
    const days = runDays(earlier.length === 0 ? shown : shown.filter((run) => !store.isEarlier(run)), Date.now());
    return html`<div class="list" @keydown=${this.#keydown}>
      ${repeat(
        days,
        ({ at }) => at,
        (day) => drawGroup(`day-${day.ago}`, dayWords(day), day.runs),
      )}
      ${earlier.length === 0 ? nothing : drawGroup('earlier', t('shell.earlier'), earlier)}
      ${
        older === 0
          ? nothing
          : html`<button class="btn ghost older" @click=${() => void this.#showOlder(found[shown.length]?.run)}>
              ${t('shell.showOlder', { count: older })}
            </button>`
      }
      ${shown.length === 0 ? html`<p class="empty">${t('shell.noMatch', { count: store.runs.length })}</p>` : nothing}
    </div>`;
  }

  override render(): TemplateResult {
    const { store } = this.session;
    const { runs, loaded } = store;
    if (runs.length === 0) {
      return html`<h2>${t('shell.runs')}</h2>
        <p class="empty">${loaded ? t('shell.noRuns') : ''}</p>`;
    }
    const wanted = this.filter.trim().toLowerCase();
    return html`
      <h2>${t('shell.runs')}</h2>
      <div class="tools">
        <input
          class="field"
          type="search"
          aria-label=${t('shell.filterRuns')}
          placeholder=${t('shell.filterRuns')}
          autocomplete="off"
          spellcheck="false"
          .value=${this.filter}
          @input=${this.#typed}
        />
        ${drawIcon('search', 14)}
      </div>
      ${this.#drawDays(wanted === '' ? runs : runs.filter((run) => this.#matches(run, wanted)))}
      <div class="foot">
        <button class="btn" aria-keyshortcuts="c" @click=${() => store.compose()}>
          ${drawIcon('plus')}${t('shell.newRun')} ${drawKey('c')}
        </button>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-run-list': RunList;
  }
}
