import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { RowStore } from '../state/row-store.ts';
import { formatPlural } from '../ui/format.ts';
import { drawIcon } from '../ui/icons.ts';
import { isPlainKey, isTyping } from '../ui/typing.ts';
import { LaneKeys } from './lane-keys.ts';
import { laneStyles } from './lane-styles.ts';
import { RowElement, rowNames } from './row-element.ts';
import { type ScrollTrack, type TrackMove } from './scroll-track.ts';
import './scroll-track.ts';
import { touchScroll } from './touch-scroll.ts';
import {
  clampTop,
  type Extent,
  isAtEnd,
  ROW_HEIGHT,
  rowsBelow,
  topLimits,
  topToShow,
  visibleRows,
} from './viewport.ts';

/**
 * All streams of a run as one lane, in the order of arrival. The lane is its own viewport: it holds a screenful of
 * rows and puts others into them, so that ten million rows cost as much as forty.
 */
@customElement('ps-lane')
export class LaneElement extends LitElement {
  static override styles = laneStyles;

  @property({ attribute: false }) rows: RowStore | null = null;
  /** A sentence above the rows, for instance where stderr goes. */
  @property() note = '';
  /** What to say while there are no rows. */
  @property({ attribute: 'empty-words' }) emptyWords = '';
  @state() private following = true;
  @state() private below = 0;

  @query('.view') private view!: HTMLElement;
  @query('.list') private list!: HTMLElement;
  @query('ps-scroll-track') private track!: ScrollTrack;
  @query('.gap') private gap!: HTMLElement;
  @query('.empty') private empty!: HTMLElement;

  #top = 0;
  #height = 0;
  /** How wide the column of numbers is, in digits. */
  #digits = 0;
  #pool: RowElement[] = [];
  /** The row that has the focus or gets it next. */
  #cursor: number | null = null;
  readonly #keys = new LaneKeys();
  #frame = 0;
  #stop: () => void = () => undefined;
  #touch: (() => void) | null = null;
  readonly #resize = new ResizeObserver(() => this.#measure());
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'f' && isPlainKey(event) && !isTyping(event)) this.follow();
    else if (event.altKey && event.code === 'KeyL') {
      event.preventDefault();
      this.focusOutput();
    }
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#onKey);
    this.#resize.disconnect();
    this.#touch?.();
    this.#touch = null;
    this.#stop();
    cancelAnimationFrame(this.#frame);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('rows')) return;
    this.#stop();
    this.#top = 0;
    this.#cursor = null;
    this.following = true;
    this.below = 0;
    const { rows } = this;
    // The store already speaks once per frame, right before it is drawn.
    this.#stop = rows === null ? () => undefined : rows.subscribe(() => this.#draw());
  }

  protected override firstUpdated(): void {
    this.#resize.observe(this.view);
    this.#touch = touchScroll(this.view, (pixels) => this.#scroll(pixels / ROW_HEIGHT));
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('rows')) this.#draw();
  }

  /** Goes to the end and stays there. */
  follow(): void {
    this.following = true;
    this.#schedule();
  }

  /** Puts the focus on the rows. */
  focusOutput(): void {
    if (this.#cursor === null) this.view.focus();
    else this.#pool.find(({ number }) => number === this.#cursor)?.element.focus({ preventScroll: true });
  }

  get #extent(): Extent {
    const { total, firstRow } = this.rows?.counts ?? { total: 0, firstRow: 1 };
    return { first: firstRow, total, height: this.#height };
  }

  #measure(): void {
    this.#height = this.view.clientHeight / ROW_HEIGHT;
    const wanted = Math.ceil(this.#height) + 1;
    while (this.#pool.length < wanted) {
      const row = new RowElement();
      row.hide();
      this.#pool.push(row);
      this.list.append(row.element);
    }
    while (this.#pool.length > wanted) this.#pool.pop()?.element.remove();
    this.#draw();
  }

  #schedule(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #scroll(rows: number): void {
    if (rows !== 0) this.#moveTo(this.#top + rows);
  }

  #moveTo(top: number): void {
    const extent = this.#extent;
    this.#top = clampTop(top, extent);
    this.following = isAtEnd(this.#top, extent);
    this.#schedule();
  }

  #draw(): void {
    const { rows } = this;
    if (!this.hasUpdated || this.#height === 0) return;
    const extent = this.#extent;
    this.#top = this.following ? topLimits(extent).max : clampTop(this.#top, extent);
    const { from, to } = visibleRows(this.#top, extent);
    const size = this.#pool.length;
    const focused = this.#focusedRow();
    const used = new Set<RowElement>();
    const streams = rows?.counts.streams;
    let previous = from > 1 ? rows?.row(from - 1)?.stream : undefined;
    for (let number = from; number <= to; number++) {
      const slot = this.#pool[number % size];
      if (slot === undefined) continue;
      const row = rows?.row(number);
      const open = row?.unterminated === true && streams?.[rowNames(row).stream]?.ended === false;
      slot.draw({ number, row, named: number === from || row?.stream !== previous, open }, extent.total);
      slot.place((number - 1 - this.#top) * ROW_HEIGHT);
      slot.element.tabIndex = number === this.#cursor ? 0 : -1;
      used.add(slot);
      previous = row?.stream;
    }
    for (const slot of this.#pool) if (!used.has(slot)) slot.hide();
    if (focused !== null && (focused < from || focused > to)) this.view.focus({ preventScroll: true });
    this.view.tabIndex = this.#cursor !== null && this.#cursor >= from && this.#cursor <= to ? -1 : 0;
    this.#drawAround(extent, from);
    this.below = rowsBelow(this.#top, extent);
    rows?.look(from, to);
  }

  #drawAround(extent: Extent, from: number): void {
    const { rows, gap, empty } = this;
    const gone = extent.first > 1 && from <= extent.first;
    gap.hidden = !gone;
    if (gone) {
      const lines = formatPlural(extent.first - 1, 'older line was', 'older lines were');
      gap.textContent = `${lines} let go: the memory for this run is full. Numbers stay as they are.`;
      gap.style.setProperty('transform', `translateY(${(extent.first - 2 - this.#top) * ROW_HEIGHT}px)`);
    }
    const digits = String(extent.total).length;
    if (digits !== this.#digits) {
      this.#digits = digits;
      // 7.2 px a digit in the mono face of 12 px, and room before it.
      if (digits > 5) this.list.style.setProperty('--number', `${Math.ceil(digits * 7.2) + 16}px`);
      else this.list.style.removeProperty('--number');
    }
    empty.hidden = extent.total > 0 || rows?.loaded !== true;
    this.track.show(this.#top, extent, this.#height * ROW_HEIGHT - 6);
  }

  #focusedRow(): number | null {
    const active = this.shadowRoot?.activeElement;
    return this.#pool.find(({ element }) => element === active)?.number ?? null;
  }

  #moveCursor(to: number): void {
    const extent = this.#extent;
    if (extent.total === 0) return;
    const number = Math.min(Math.max(to, extent.first), extent.total);
    this.#cursor = number;
    // The first row comes with the words about the rows before it.
    this.#top = number === extent.first ? topLimits(extent).min : topToShow(number, this.#top, extent);
    // Standing on the last line of a run that goes on does not follow it: what is read must not move away.
    this.following = isAtEnd(this.#top, extent) && number === extent.total;
    cancelAnimationFrame(this.#frame);
    this.#draw();
    this.focusOutput();
  }

  #page(direction: 1 | -1): void {
    this.#moveTo(this.#top + direction * Math.max(1, Math.floor(this.#height) - 1));
  }

  #keydown(event: KeyboardEvent): void {
    if (!isPlainKey(event)) return;
    const action = this.#keys.press(event);
    if (action === null) return;
    event.preventDefault();
    const { from, to } = visibleRows(this.#top, this.#extent);
    const cursor = this.#cursor;
    const at = cursor !== null && cursor >= from && cursor <= to ? cursor : null;
    if (action === 'next') this.#moveCursor(at === null ? from : at + 1);
    else if (action === 'previous') this.#moveCursor(at === null ? to : at - 1);
    else if (action === 'first') this.#moveCursor(1);
    else if (action === 'last') this.#moveCursor(this.#extent.total);
    else this.#page(action === 'pageDown' ? 1 : -1);
  }

  #wheel(event: WheelEvent): void {
    if (event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 1 : event.deltaMode === 2 ? this.#height : 1 / ROW_HEIGHT;
    this.#scroll(event.deltaY * unit);
  }

  #focusRow(event: FocusEvent): void {
    const number = this.#pool.find(({ element }) => element === event.target)?.number;
    if (number === undefined || number === null || number === this.#cursor) return;
    this.#cursor = number;
    this.#schedule();
  }

  override render(): TemplateResult {
    return html`
      ${this.note === '' ? nothing : html`<p class="note">${this.note}</p>`}
      <div
        class="view"
        role="log"
        aria-label="Output"
        aria-live="off"
        tabindex="0"
        @wheel=${this.#wheel}
        @keydown=${this.#keydown}
        @focusin=${this.#focusRow}
      >
        <div class="gap" hidden></div>
        <div class="empty" hidden>${this.emptyWords}</div>
        <div class="list" id="list" role="list" aria-label="Lines"></div>
        <ps-scroll-track
          aria-label="Scroll output"
          aria-controls="list"
          aria-valuenow="1"
          @track-move=${(event: TrackMove) => this.#moveTo(event.top)}
        ></ps-scroll-track>
      </div>
      ${
        this.following || this.below === 0
          ? nothing
          : html`<button class="pill" @click=${this.follow}>
              ${drawIcon('arrowDown', 14)}${formatPlural(this.below, 'more line', 'more lines')} · Follow (f)
            </button>`
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-lane': LaneElement;
  }
}
