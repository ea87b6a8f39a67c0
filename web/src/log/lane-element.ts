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
import { StoreController } from '../ui/store-controller.ts';
import { type Arrangement, arrangementOf, arrangeRun } from './arrangement.ts';
import type { BytesView } from './bytes-view.ts';
import { drawColumnHeads } from './column-heads.ts';
import { type CopyForm, copyLines } from './copy-lines.ts';
import { downloadStream } from './download-stream.ts';
import type { LineJump } from './jump-box.ts';
import { laneActions } from './lane-actions.ts';
import { chooseInLane } from './lane-choices.ts';
import { LaneSelection } from './lane-selection.ts';
import { laneStyles } from './lane-styles.ts';
import './lane-toolbar.ts';
import type { LaneChoice, LaneToolbar } from './lane-toolbar.ts';
import type { LinePick, LineWhole } from './line-events.ts';
import type { LineRange } from './line-range.ts';
import './line-view.ts';
import type { LineView } from './line-view.ts';
import { drawMore } from './more-pill.ts';
import { SHOW_ALL_BYTES } from './stream-names.ts';
import './selection-strip.ts';
import { sessionEvents } from './session-events.ts';
import { UnreadBorder } from './unread-border.ts';
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
  /** What there is to say about the lines that were asked for. */
  @state() private said = '';
  @query('ps-line-view') private view!: LineView;
  @query('ps-bytes-view') private bytesView!: BytesView | null;
  @query('ps-lane-toolbar') private toolbar!: LaneToolbar;

  private readonly session = new SessionController(this);
  protected readonly choices = new StoreController(this, preferences);
  readonly #border = new UnreadBorder();
  readonly #selection = new LaneSelection(() => this.#selected());
  #stop: () => void = () => undefined;
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
    this.#stop();
    this.#unregister();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('rows')) return;
    this.#selection.open(this.rows);
    this.bytesOf = null;
    this.whole = new Map();
    this.failed = '';
    this.said = '';
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('rows')) {
      this.#stop();
      this.#stop = this.rows?.subscribe(() => this.#findWanted()) ?? (() => undefined);
      this.#readAddress();
    } else this.#findWanted();
    void this.#border.follow(this.run, this.rows, this.view);
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

  async toggleBytes(): Promise<void> {
    const line = this.view.line;
    if (this.bytesOf !== null) this.bytesOf = null;
    else this.bytesOf = this.selected ?? (line === null ? null : { from: line, to: line });
    await this.updateComplete;
    if (this.bytesOf !== null) await import('./bytes-view.ts');
    await this.bytesView?.updateComplete;
    this.focusOutput();
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

  /** Saves the bytes of stdout (1) or stderr (2) as a file. */
  async download(stream: 1 | 2): Promise<void> {
    const { rows, run } = this;
    if (rows === null || run === null) return;
    await this.#try(() => downloadStream(rows, run, stream, (words) => (this.said = words)));
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

  /** Selects and shows the lines that the address names, as soon as it is known which of them exist. */
  #readAddress(): void {
    if (!this.#selection.readAddress()) return;
    this.view.hold();
    this.#findWanted();
  }

  #findWanted(): void {
    const found = this.#selection.find(this.run);
    if (found === null) return;
    this.said = found.words;
    this.view.jumpTo(found.line);
  }

  #selected(): void {
    const { selected } = this;
    if (this.bytesOf !== null && selected !== null) this.bytesOf = selected;
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('lane-select', { bubbles: true, composed: true, detail: selected !== null }));
  }

  #pick({ line, extend }: LinePick): void {
    this.said = '';
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
    chooseInLane(this, id);
  }

  #jump({ line }: LineJump): void {
    this.said = '';
    this.bytesOf = null;
    this.view.jumpTo(line, true);
  }

  override render(): TemplateResult {
    const { rows, selected: range, bytesOf, run } = this;
    const { wrap, timeMode } = preferences.choices;
    const columns = this.arrangement === 'columns';
    const { following, below } = this.hasUpdated ? this.view.position : { following: true, below: 0 };
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
      ${this.said === '' ? nothing : html`<p class="note" role="status">${this.said}</p>`}
      ${this.note === '' ? nothing : html`<p class="note">${this.note}</p>`}
      ${columns && bytesOf === null ? drawColumnHeads(run) : nothing}
      <ps-line-view
        ?hidden=${bytesOf !== null}
        .rows=${rows}
        .events=${run === null ? [] : sessionEvents(run, this.session.store)}
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
      ${following || below === 0 || bytesOf !== null ? nothing : drawMore(below, () => this.follow())}
      <ps-selection-strip ?hidden=${range === null} .range=${range} .size=${this.#selection.size} @lane-choice=${this.#choose}></ps-selection-strip>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-lane': LaneElement;
  }
}
