import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RunInfo } from '../state/protocol.ts';
import { routePath } from '../state/route.ts';
import { commandText, runMark, runSeconds } from '../state/run-words.ts';
import { SessionController } from '../state/session-controller.ts';
import '../ui/clock-element.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import { isPlainKey, isTyping } from '../ui/typing.ts';

/** Every run, newest first, with a filter over the command. */
@customElement('ps-run-list')
export class RunList extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      h2 {
        padding: 10px 16px;
        height: 40px;
        font-weight: 600;
        border-bottom: 1px solid var(--line);
        flex: none;
      }
      .tools {
        position: relative;
        padding: 12px 12px 8px;
        flex: none;
      }
      .tools .field {
        width: 100%;
        padding-left: 30px;
      }
      .tools .i {
        position: absolute;
        left: 21px;
        top: 21px;
        color: var(--muted);
      }
      ul {
        overflow-y: auto;
        flex: 1;
        padding: 0 8px 8px;
      }
      a.run {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr) auto;
        column-gap: 8px;
        padding: 7px 8px;
        border-radius: var(--r-control);
        color: inherit;
      }
      a.run:hover {
        background: var(--raised);
        text-decoration: none;
      }
      a.run[aria-current] {
        background: var(--selection);
      }
      a.run:focus-visible {
        outline-offset: -2px;
      }
      a.run .i {
        margin-top: 2px;
      }
      .cmd {
        font-family: var(--mono);
        font-size: 13px;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
        grid-column: 2 / 4;
      }
      .st,
      ps-clock {
        font-size: 12px;
        line-height: 16px;
        color: var(--muted);
        grid-row: 2;
      }
      .st {
        grid-column: 2;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      ps-clock {
        grid-column: 3;
      }
      a.run[aria-current] .st,
      a.run[aria-current] ps-clock {
        color: var(--text);
      }
      .empty {
        padding: 16px;
        color: var(--muted);
      }
      .foot {
        padding: 12px;
        border-top: 1px solid var(--line);
        flex: none;
      }
      .foot .btn {
        width: 100%;
        height: 32px;
      }
      @media (pointer: coarse) {
        .tools .i {
          top: 27px;
        }
        a.run {
          padding: 10px 8px;
        }
      }
      @media (forced-colors: active) {
        a.run[aria-current] {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
      @media (prefers-contrast: more) {
        a.run[aria-current] {
          outline: 1px solid var(--line);
        }
      }
    `,
  ];

  @state() private filter = '';

  private readonly session = new SessionController(this);
  readonly #key = (event: KeyboardEvent): void => {
    if ((event.key !== '[' && event.key !== ']') || !isPlainKey(event) || isTyping(event)) return;
    const { store } = this.session;
    const at = store.runs.findIndex(({ run }) => run === store.selected?.run);
    const next = store.runs[at + (event.key === '[' ? 1 : -1)];
    if (next !== undefined) store.select(next.run);
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
  }

  #typed(event: Event): void {
    this.filter = (event.target as HTMLInputElement).value;
  }

  #open(event: MouseEvent, run: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    this.session.store.select(run);
  }

  #drawRun(run: RunInfo, current: boolean, known: boolean): unknown {
    const own = this.session.store.ownSessions;
    return guard([run, current, known, own], () => {
      const mark = runMark(run, known, own);
      return html`<a
        class="run"
        href=${routePath({ page: 'run', run: run.run })}
        aria-current=${current ? 'page' : nothing}
        @click=${(event: MouseEvent) => this.#open(event, run.run)}
      >
        <span class="c-${mark.tone}">${drawIcon(mark.icon)}</span>
        <span class="cmd">${commandText(run)}</span>
        <span class="st">#${run.number} · ${mark.words}</span>
        ${
          run.state === 'failed'
            ? nothing
            : html`<ps-clock .since=${run.startedAt} .seconds=${runSeconds(run)} ?still=${!known}></ps-clock>`
        }
      </a>`;
    });
  }

  override render(): TemplateResult {
    const { store } = this.session;
    const { runs, selected, loaded } = store;
    const { connected } = store.connection;
    const wanted = this.filter.toLowerCase();
    const shown =
      wanted === ''
        ? runs
        : runs.filter((run) =>
            `#${run.number} ${commandText(run)} ${runMark(run, true, store.ownSessions).words}`.toLowerCase().includes(wanted),
          );
    return html`
      <h2>Runs</h2>
      ${
        runs.length === 0
          ? html`<p class="empty">${loaded ? 'Runs appear here, newest first.' : ''}</p>`
          : html`<div class="tools">
                <input
                  class="field"
                  type="search"
                  aria-label="Filter runs"
                  placeholder="Filter runs"
                  autocomplete="off"
                  spellcheck="false"
                  .value=${this.filter}
                  @input=${this.#typed}
                />
                ${drawIcon('search', 14)}
              </div>
              <ul aria-label="Runs">
                ${repeat(
                  shown,
                  ({ run }) => run,
                  (run) => html`<li>${this.#drawRun(run, run.run === selected?.run, connected)}</li>`,
                )}
              </ul>
              ${shown.length === 0 ? html`<p class="empty">No run matches. ${runs.length} are hidden.</p>` : nothing}`
      }
      ${
        runs.length === 0
          ? html`<span class="grow"></span>`
          : html`<div class="foot">
              <button class="btn" @click=${() => store.compose()}>${drawIcon('plus')}New run <kbd class="key" aria-hidden="true">c</kbd></button>
            </div>`
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-run-list': RunList;
  }
}
