import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import '../inspector/inspector-element.ts';
import type { PaletteElement } from '../palette/palette-element.ts';
import type { ShortcutsHelp } from '../palette/shortcuts-help.ts';
import '../runs/run-list.ts';
import { actions } from '../state/actions.ts';
import { preferences } from '../state/preferences.ts';
import { shownCommand } from '../state/run-words.ts';
import { SessionController } from '../state/session-controller.ts';
import { t } from '../strings/message.ts';
import { controls } from '../ui/controls.ts';
import { level } from '../ui/level.ts';
import { StoreController } from '../ui/store-controller.ts';
import './announcer.ts';
import { appStyles } from './app-styles.ts';
import { FirstFocus } from './first-focus.ts';
import { focusedPlace } from './focused-place.ts';
import { LostFocus } from './lost-focus.ts';
import { drawMain } from './main-content.ts';
import { pageActions } from './page-actions.ts';
import './page-banner.ts';
import { PageWidthController } from './page-width.ts';
import { drawInspectorEdge, drawRailEdge } from './pane-edges.ts';
import { phoneStyles } from './phone-styles.ts';
import { drawPhoneViews, type PhoneView, phoneViewWords } from './phone-views.ts';
import { SpokenChanges } from './spoken-changes.ts';
import { SpokenOutput } from './spoken-output.ts';
import './status-bar.ts';

/** The whole page: its landmarks, and which of the features stands where. */
@customElement('ps-app')
export class AppElement extends LitElement {
  static override styles = [controls, appStyles, phoneStyles];

  /** The inspector lies over main, at the middle width. */
  @state() private drawer = false;
  /** The inspector is what a phone shows. */
  @state() private explaining = false;
  @query('ps-palette') private palette!: PaletteElement;
  @query('ps-shortcuts') private shortcuts!: ShortcutsHelp;
  @query('main') private main!: HTMLElement;
  @query('.pane') private pane!: HTMLElement;
  @query('.strip button') private stripButton!: HTMLElement;

  private readonly session = new SessionController(this);
  private readonly width = new PageWidthController(this);
  readonly #spoken = new SpokenChanges();
  readonly #output = new SpokenOutput();
  #unregister: () => void = () => undefined;
  #path = '';
  readonly #first = new FirstFocus(() => void this.#focusOutput());
  #view: PhoneView | null = null;
  readonly #lost = new LostFocus(() => {
    if (this.width.value === 'phone' && this.#phoneView === 'runs') void this.#focusRuns();
    else void this.#focusOutput();
  });

  constructor() {
    super();
    new StoreController(this, preferences);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unregister = actions.register(
      ...pageActions({
        store: this.session.store,
        showPalette: () => void import('../palette/palette-element.ts').then(() => this.palette.show()),
        showShortcuts: () =>
          void import('../palette/shortcuts-help.ts').then(() => this.shortcuts.show(focusedPlace())),
        toggleInspector: () => void this.#toggleInspector(),
        focusRuns: () => void this.#focusRuns(),
        hasInspector: () => !this.#mainIsAlone,
      }),
    );
    this.addEventListener('keydown', this.#escape);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unregister();
    this.#output.close();
    this.removeEventListener('keydown', this.#escape);
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || !this.drawer) return;
    if (event.composedPath().some((at) => at instanceof Element && at.matches('dialog, :popover-open'))) return;
    event.preventDefault();
    void this.#toggleInspector();
  };

  protected override willUpdate(): void {
    this.#lost.before();
    const { route, composing } = this.session.store;
    const path = `${route.page} ${route.page === 'run' ? route.run : ''} ${composing}`;
    if (path !== this.#path) this.explaining = false;
    this.#path = path;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const { store } = this.session;
    const { selected } = store;
    this.#spoken.look(store);
    this.#output.look(store);
    if (store.route.page === 'settings') document.title = t('shell.titleSettings');
    else if (selected === null) document.title = 'pipescope';
    else document.title = t('shell.titleRun', { number: selected.number, command: shownCommand(selected) });
    this.#keepFocus();
    this.#first.look(store);
  }

  /** The focus must not be left on what is gone: the composer after a start, or the view before on a phone. */
  #keepFocus(): void {
    const { composing } = this.session.store;
    const view = this.width.value === 'phone' ? this.#phoneView : null;
    const before = this.#view;
    this.#view = view;
    void this.#lost.after(composing, this.updateComplete);
    if (view === null || before === null || view === before || composing) return;
    const focused = this.shadowRoot?.activeElement ?? null;
    if (focused === null || focused.closest('nav.runs, main, aside') === null) return;
    if (view === 'runs') void this.#focusRuns();
    else if (view === 'output') this.main.focus();
    else this.pane.focus();
  }

  async #toggleInspector(): Promise<void> {
    const width = this.width.value;
    const open = width === 'wide' ? !preferences.choices.inspectorOpen : width === 'middle' ? !this.drawer : true;
    if (width === 'wide') preferences.choose({ inspectorOpen: open });
    else if (width === 'middle') this.drawer = open;
    else this.#openView(this.explaining ? 'output' : 'explain');
    await this.updateComplete;
    if (width === 'phone') return;
    if (open) this.pane.focus();
    else if (width === 'middle') this.stripButton.focus();
  }

  async #focusRuns(): Promise<void> {
    if (this.width.value === 'phone') this.#openView('runs');
    else if (!preferences.choices.railOpen) preferences.choose({ railOpen: true });
    await this.updateComplete;
    this.renderRoot.querySelector('ps-run-list')?.focusList();
  }

  async #focusOutput(): Promise<void> {
    if (this.width.value === 'phone') this.#openView('output');
    await this.updateComplete;
    const lane = this.renderRoot.querySelector('ps-lane');
    await lane?.updateComplete;
    // What could not start has no output.
    if (lane?.isConnected === true) lane.focusOutput();
    else this.main.focus();
  }

  /** Nothing in main has something to explain: the settings, or the way in. */
  get #mainIsAlone(): boolean {
    const { route, loaded, runs } = this.session.store;
    return route.page === 'settings' || (!loaded && runs.length === 0);
  }

  get #phoneView(): PhoneView {
    const { route, composing, runs } = this.session.store;
    if (this.explaining) return 'explain';
    return route.page === 'home' && !composing && runs.length > 0 ? 'runs' : 'output';
  }

  #openView(view: PhoneView): void {
    const { store } = this.session;
    if (view === 'runs') {
      this.explaining = false;
      if (this.#phoneView !== 'runs') store.goHome();
      return;
    }
    const { selected, route, composing } = store;
    if (route.page === 'home' && !composing && selected !== null) store.select(selected.run);
    // The route has changed before this: it must not be taken for a reason to stop explaining.
    void this.updateComplete.then(() => {
      this.explaining = view === 'explain';
    });
  }

  #skip(event: Event, to: () => void): void {
    event.preventDefault();
    to();
  }

  #drawSkips(): TemplateResult {
    return html`<a class="btn skip" href="#page" @click=${(event: Event) => this.#skip(event, () => void this.#focusOutput())}
        >${t('shell.skipOutput')}</a
      >
      <a class="btn skip" href="#page" @click=${(event: Event) => this.#skip(event, () => this.session.store.compose())}
        >${t('shell.skipComposer')}</a
      >
      <a class="btn skip" href="#page" @click=${(event: Event) => this.#skip(event, () => void this.#focusRuns())}
        >${t('shell.skipRuns')}</a
      >`;
  }

  #drawInspector(): TemplateResult {
    return html`<aside aria-label=${t('shell.inspector')}>
      <div class="strip">
        <button
          class="btn ghost"
          aria-expanded=${this.drawer}
          aria-controls="pane"
          @click=${() => void this.#toggleInspector()}
        >
          ${t('shell.explain')}
        </button>
      </div>
      <div class="pane" id="pane" tabindex="-1"><ps-inspector></ps-inspector></div>
    </aside>`;
  }

  #classes(): string {
    const { composing, runs, selected } = this.session.store;
    const { railOpen, inspectorOpen } = preferences.choices;
    const view = this.#phoneView;
    const flags: Record<string, boolean> = {
      composing: composing || runs.length === 0,
      drawer: this.drawer,
      explaining: view === 'explain',
      'on-list': view === 'runs',
      'on-run': view !== 'runs' && selected !== null,
      alone: this.#mainIsAlone,
      'no-rail': !railOpen,
      'no-inspector': !inspectorOpen,
    };
    return Object.keys(flags)
      .filter((name) => flags[name])
      .join(' ');
  }

  override render(): TemplateResult {
    const { store } = this.session;
    const { railWidth, inspectorWidth, railOpen, inspectorOpen } = preferences.choices;
    const { composing, runs, connection } = store;
    const alone = this.#mainIsAlone;
    const view = this.width.value === 'phone' ? this.#phoneView : 'output';
    const views: PhoneView[] = runs.length > 0 ? ['runs', 'output', 'explain'] : ['output', 'explain'];
    return html`
      <div
        class="app ${this.#classes()}"
        ${level({
          '--rail': railOpen ? `${railWidth}px` : '0px',
          '--inspector': inspectorOpen && !alone ? `${inspectorWidth}px` : '0px',
        })}
      >
        <header aria-label="pipescope">${this.#drawSkips()}<ps-banner></ps-banner></header>
        <nav class="runs" aria-label=${t('shell.runs')}><ps-run-list></ps-run-list></nav>
        <main aria-label=${t('shell.run')} tabindex="-1" data-run=${store.selected?.run ?? nothing}>
          ${drawRailEdge()}
          ${view === 'output' ? nothing : html`<h1 class="stand-in">${phoneViewWords(view)}</h1>`}
          ${drawMain(store)}
          ${alone ? nothing : drawInspectorEdge()}
        </main>
        ${this.#drawInspector()}
        <footer aria-label=${t('shell.status')} class=${connection.client?.agent?.root === true ? 'warns' : ''}>
          <ps-status-bar></ps-status-bar>
        </footer>
        ${
          alone
            ? nothing
            : drawPhoneViews(views, this.#phoneView, composing || runs.length === 0, (view) => this.#openView(view))
        }
      </div>
      <ps-palette></ps-palette>
      <ps-shortcuts></ps-shortcuts>
      <ps-announcer></ps-announcer>
    `;
  }
}
