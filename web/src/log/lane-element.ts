import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { actions } from '../state/actions.ts';
import { preferences } from '../state/preferences.ts';
import type { RunInfo } from '../state/protocol.ts';
import type { RowStore } from '../state/row-store.ts';
import { commandText } from '../state/run-words.ts';
import { SessionController } from '../state/session-controller.ts';
import { t } from '../strings/message.ts';
import { announce } from '../ui/announce.ts';
import { controls } from '../ui/controls.ts';
import { drawIcon } from '../ui/icons.ts';
import { drawKey } from '../ui/key-cap.ts';
import { StoreController } from '../ui/store-controller.ts';
import { type Arrangement, arrangementOf, arrangeRun } from './arrangement.ts';
import './bytes-view.ts';
import type { BytesView } from './bytes-view.ts';
import { drawColumnHeads } from './column-heads.ts';
import { type CopyForm, copyLines } from './copy-lines.ts';
import { endEvents } from './end-events.ts';
import type { LineJump } from './jump-box.ts';
import { laneActions } from './lane-actions.ts';
import { LaneSelection } from './lane-selection.ts';
import { laneStyles } from './lane-styles.ts';
import './lane-toolbar.ts';
import type { LaneChoice, LaneToolbar } from './lane-toolbar.ts';
import type { LinePick, LineWhole } from './line-events.ts';
import type { LineRange } from './line-range.ts';
import type { TimeMode } from './line-time.ts';
import './line-view.ts';
import type { LineView } from './line-view.ts';
import { SHOW_ALL_BYTES } from './stream-names.ts';
import './selection-strip.ts';
import { unreadRows } from './unread-rows.ts';

/** The output of a run: its lines with all that can be done with them. Dispatches `lane-select` (bubbling). */
@customElement('ps-lane')
export class LaneElement extends LitElement {
  static override styles = [controls, laneStyles];

  @property({ attribute: false }) rows: RowStore | null = null;
  /** A sentence above the lines, for instance where stderr goes. */
  @property() note = '';
  /** What to say while there are no lines. */
  @property({ attribute: 'empty-words' }) emptyWords = '';
  @state() private bytesOf: LineRange | null = null;
  @state() private whole: ReadonlyMap<number, Uint8Array> = new Map();
  @state() private failed = '';
  @query('ps-line-view') private view!: LineView;
  @query('ps-bytes-view') private bytesView!: BytesView | null;
  @query('ps-lane-toolbar') private toolbar!: LaneToolbar;

  private readonly session = new SessionController(this);
  protected readonly choices = new StoreController(this, preferences);
  readonly #selection = new LaneSelection(() => this.#selected());
  #unregister: () => void = () => undefined;
  readonly #arrived = (): void => this.#readAddress();

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#arrived);
    this.#unregister = actions.register(...laneActions(this));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#arrived);
    this.#unregister();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('rows')) return;
    this.#selection.open(this.rows);
    this.bytesOf = null;
    this.whole = new Map();
    this.failed = '';
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('rows') && this.rows !== null) this.#readAddress();
  }

  /** The run whose lines these are. */
  get run(): RunInfo | null {
    const run = this.rows?.run;
    return this.session.store.runs.find((one) => one.run === run) ?? null;
  }

  get selected(): LineRange | null {
    return this.#selection.range;
  }

  /** Puts the focus on the lines. */
  focusOutput(): void {
    if (this.bytesView !== null) this.bytesView.focus();
    else this.view.focusOutput();
  }

  follow(): void {
    this.bytesOf = null;
    this.view.follow();
  }

  focusJump(): void {
    this.toolbar.focusJump();
  }

  get arrangement(): Arrangement {
    return arrangementOf(this.rows?.run ?? '');
  }

  arrange(arrangement: Arrangement): void {
    if (this.rows !== null) arrangeRun(this.rows.run, arrangement);
    this.requestUpdate();
  }

  toggleBytes(): void {
    const line = this.view.line;
    if (this.bytesOf !== null) this.bytesOf = null;
    else this.bytesOf = this.selected ?? (line === null ? null : { from: line, to: line });
    void this.updateComplete.then(() => this.focusOutput());
  }

  /** Copies the selected lines, or all of them. */
  async copy(form: CopyForm): Promise<void> {
    const { rows, run } = this;
    if (rows === null || run === null) return;
    const { firstRow, total } = rows.counts;
    await this.#try(async () => {
      const copied = await copyLines(rows, this.selected ?? { from: firstRow, to: total }, form, commandText(run));
      await navigator.clipboard.writeText(copied.text);
      announce(t(copied.cut ? 'lane.copiedSome' : 'lane.copied', { lines: copied.lines }));
    });
  }

  /** Copies the address of the selected lines. */
  async copyLink(): Promise<void> {
    await this.#try(async () => {
      await navigator.clipboard.writeText(new URL(this.#selection.address, location.origin).href);
      announce(t('lane.linkCopied'));
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.failed = '';
    try {
      await act();
    } catch (error) {
      this.failed = t('lane.failed', { why: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Shows the lines that the address names. */
  #readAddress(): void {
    const range = this.#selection.readAddress();
    if (range !== null) this.#show(range.from);
  }

  /** Shows a line once the lines are counted. */
  #show(line: number): void {
    const { rows } = this;
    if (rows === null) return;
    if (rows.loaded && rows.counts.total >= line) {
      this.view.jumpTo(line);
      return;
    }
    this.view.hold();
    const stop = rows.subscribe(() => {
      if (!rows.loaded || (rows.counts.total < line && this.rows === rows)) return;
      stop();
      if (this.rows === rows) this.view.jumpTo(line);
    });
  }

  #selected(): void {
    const { selected } = this;
    if (this.bytesOf !== null && selected !== null) this.bytesOf = selected;
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('lane-select', { bubbles: true, composed: true, detail: selected !== null }));
  }

  #pick({ line, extend }: LinePick): void {
    this.#selection.pick(line, extend);
    this.view.hold();
    const range = this.selected;
    if (range !== null) announce(t('lane.range', { lines: range.to - range.from + 1, ...range }));
  }

  /** Takes the selection away. */
  clear(): void {
    this.#selection.clear();
    this.focusOutput();
  }

  async #showWhole({ line }: LineWhole): Promise<void> {
    const { rows } = this;
    const row = rows?.row(line);
    if (rows === null || row === undefined) return;
    if (row.length > SHOW_ALL_BYTES) {
      this.bytesOf = { from: line, to: line };
      return;
    }
    await this.#try(async () => {
      const { bytes } = await rows.bytes(row.stream, row.offset, row.length);
      const text = bytes.at(-1) === 10 ? bytes.subarray(0, -1) : bytes;
      this.view.hold();
      // One at a time: a page of lines of a megabyte would be slow.
      this.whole = new Map([[line, text]]);
    });
  }

  #choose({ id }: LaneChoice): void {
    if (id === 'merged' || id === 'columns') this.arrange(id);
    else if (id === 'wrap') preferences.choose({ wrap: !preferences.choices.wrap });
    else if (id === 'bytes') this.toggleBytes();
    else if (id === 'clear') this.clear();
    else if (id === 'focus') this.focusOutput();
    else if (id === 'copy-link') void this.copyLink();
    else if (id.startsWith('copy-')) void this.copy(id.slice(5) as CopyForm);
    else if (id.startsWith('time-')) preferences.choose({ timeMode: id.slice(5) as TimeMode });
  }

  #jump({ line }: LineJump): void {
    this.bytesOf = null;
    this.view.jumpTo(line, true);
  }

  override render(): TemplateResult {
    const { rows, selected: range, bytesOf, run } = this;
    const { wrap, timeMode } = preferences.choices;
    const columns = this.arrangement === 'columns';
    const view = this.hasUpdated ? this.view : null;
    const following = view?.following ?? true;
    const below = view?.below ?? 0;
    return html`
      <ps-lane-toolbar
        role="toolbar"
        aria-label=${t('lane.toolbar')}
        .rows=${rows}
        .startedAt=${run?.startedAt ?? 0}
        .arrangement=${this.arrangement}
        .timeMode=${timeMode}
        .wrap=${wrap}
        .bytes=${bytesOf !== null}
        .following=${following}
        .live=${run !== null && this.session.store.lives(run) && this.session.store.connection.connected}
        @lane-choice=${this.#choose}
        @line-jump=${this.#jump}
      ></ps-lane-toolbar>
      ${this.failed === '' ? nothing : html`<p class="note wrong" role="alert">${this.failed}</p>`}
      ${this.note === '' ? nothing : html`<p class="note">${this.note}</p>`}
      ${columns && bytesOf === null ? drawColumnHeads(run) : nothing}
      <ps-line-view
        ?hidden=${bytesOf !== null}
        .rows=${rows}
        .events=${run === null ? [] : endEvents(run, this.session.store.ownSessions)}
        .selected=${range}
        .unread=${run === null ? null : unreadRows(run)}
        .whole=${this.whole}
        .timeMode=${timeMode}
        .startedAt=${run?.startedAt ?? 0}
        .emptyWords=${this.emptyWords}
        ?wrap=${wrap}
        ?columns=${columns}
        @view-move=${() => this.requestUpdate()}
        @line-pick=${this.#pick}
        @line-whole=${this.#showWhole}
      ></ps-line-view>
      ${
        bytesOf === null
          ? nothing
          : html`<ps-bytes-view .rows=${rows} .range=${bytesOf} @bytes-close=${this.toggleBytes}></ps-bytes-view>`
      }
      ${
        following || below === 0 || bytesOf !== null
          ? nothing
          : html`<button class="pill" @click=${this.follow}>
              ${drawIcon('arrowDown', 14)}${t('lane.more', { lines: below })} ${drawKey('f')}
            </button>`
      }
      <ps-selection-strip ?hidden=${range === null} .range=${range} .size=${this.#selection.size} @lane-choice=${this.#choose}></ps-selection-strip>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-lane': LaneElement;
  }
}
