import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../composer/composer-element.ts';
import '../composer/first-run.ts';
import '../log/lane-element.ts';
import '../run/run-element.ts';
import '../runs/run-list.ts';
import type { RunInfo } from '../state/protocol.ts';
import { commandText, isLive } from '../state/run-words.ts';
import { SessionController } from '../state/session-controller.ts';
import { announce } from '../ui/announce.ts';
import { controls } from '../ui/controls.ts';
import { formatPlural } from '../ui/format.ts';
import { drawIcon } from '../ui/icons.ts';
import './announcer.ts';
import { appStyles } from './app-styles.ts';
import './connection-bar.ts';
import { connectionBadge } from './connection-words.ts';

/** The whole page: its landmarks, and which of the features stands in main. */
@customElement('ps-app')
export class AppElement extends LitElement {
  static override styles = [controls, appStyles];

  private readonly session = new SessionController(this);
  #said = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const { store } = this.session;
    const { selected } = store;
    const status = store.connection.status;
    clearTimeout(this.#timer);
    if (status !== null && status.nextTryAt !== null) this.#timer = setTimeout(() => this.requestUpdate(), 500);
    document.title = selected === null ? 'pipescope' : `#${selected.number} ${commandText(selected)} · pipescope`;
    const state = status?.state ?? '';
    if (state === this.#said || state === 'connecting') return;
    const before = this.#said;
    this.#said = state;
    if (state === 'connected') announce(before === '' ? 'Connected.' : 'Connected again.');
    else if (before === 'connected') announce('Not connected. What arrived stays on the page.', true);
  }

  #laneNote(run: RunInfo): string {
    if (run.stderr === 'stdout') return 'stderr goes into stdout: both are one stream, in the order the child wrote.';
    return '';
  }

  #emptyWords(run: RunInfo): string {
    if (run.stdout === 'devnull' && run.stderr === 'devnull')
      return 'stdout and stderr go to DEVNULL: nothing can arrive here.';
    if (isLive(run)) return 'Nothing has arrived yet.';
    return 'It wrote nothing.';
  }

  #drawRun(run: RunInfo): TemplateResult {
    const rows = run.state === 'failed' ? null : this.session.store.rowsOf(run.run);
    return html`<ps-run .run=${run} .rows=${rows}>
      ${
        run.state === 'failed'
          ? nothing
          : html`<ps-lane .rows=${rows} .note=${this.#laneNote(run)} .emptyWords=${this.#emptyWords(run)}></ps-lane>`
      }
    </ps-run>`;
  }

  #drawMain(): TemplateResult {
    const { store } = this.session;
    const { selected, runs, loaded, route } = store;
    const settled = loaded || runs.length > 0;
    const lost = !store.connection.connected && !settled;
    if (lost) return html`<ps-connection-bar tall></ps-connection-bar>`;
    if (!settled) return html`<p class="empty">Connecting…</p>`;
    if (runs.length === 0) return html`<ps-connection-bar></ps-connection-bar><ps-first-run></ps-first-run>`;
    return html`
      <ps-connection-bar></ps-connection-bar>
      <ps-composer class="rest"></ps-composer>
      ${
        selected === null
          ? html`<p class="empty">This agent has no run ${route.page === 'run' ? route.run : ''}. It may have been forgotten, or belong to another agent.</p>`
          : this.#drawRun(selected)
      }
    `;
  }

  #drawBadge(): TemplateResult {
    const { connection } = this.session.store;
    const client = connection.client;
    const badge = connectionBadge(
      connection.status,
      connection.admission,
      client?.role === 'viewer',
      performance.now(),
    );
    return html`<span class="host">
      <span class="c-${badge.tone}">${drawIcon(badge.icon, 14)}</span>
      <span class="name">${client?.agent?.host ?? location.hostname}</span>
      <span class="num muted">${badge.words}</span>
    </span>`;
  }

  #skip(event: Event, to: 'ps-lane' | 'ps-composer' | 'ps-run-list'): void {
    event.preventDefault();
    const root = this.renderRoot;
    if (to === 'ps-lane') root.querySelector('ps-lane')?.focusOutput();
    else if (to === 'ps-composer') this.session.store.compose();
    else root.querySelector('ps-run-list')?.shadowRoot?.querySelector<HTMLElement>('a, input')?.focus();
  }

  override render(): TemplateResult {
    const { store } = this.session;
    const { route, composing, runs, selected } = store;
    const agent = store.connection.client?.agent ?? null;
    const live = runs.filter(isLive).length;
    const onList = route.page === 'home' && !composing && runs.length > 0;
    return html`
      <a class="btn skip" href="#output" @click=${(event: Event) => this.#skip(event, 'ps-lane')}>Skip to output</a>
      <a class="btn skip" href="#composer" @click=${(event: Event) => this.#skip(event, 'ps-composer')}>Skip to composer</a>
      <a class="btn skip" href="#runs" @click=${(event: Event) => this.#skip(event, 'ps-run-list')}>Skip to runs</a>
      <div class="app ${onList ? 'on-list' : ''} ${composing ? 'composing' : ''}">
        <header aria-label="pipescope">
          <span class="brand">${drawIcon('brand')}pipescope</span>
          ${this.#drawBadge()}
        </header>
        <nav aria-label="Runs"><ps-run-list></ps-run-list></nav>
        <main aria-label="Run" data-run=${selected?.run ?? nothing}>${this.#drawMain()}</main>
        <footer aria-label="Status">
          ${
            agent?.root === true
              ? html`<span class="root">${drawIcon('alert', 14)}The agent runs as root: what you start here may change everything on ${agent.host}.</span>`
              : nothing
          }
          <span class="grow"></span>
          <span class="wide">${live === 0 ? 'No run live' : `${formatPlural(live, 'run', 'runs')} live${store.connection.connected ? '' : ' when last seen'}`}</span>
          ${agent === null ? nothing : html`<span class="sep wide"></span><span class="wide">agent ${agent.version} · protocol 1</span>`}
        </footer>
      </div>
      <ps-announcer></ps-announcer>
    `;
  }
}
