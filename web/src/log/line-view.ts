import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { RowStore } from '../state/row-store.ts';
import { t } from '../strings/message.ts';
import { ansiSheet } from './ansi-sheet.ts';
import { EventPlaces } from './event-places.ts';
import { drawEvent } from './event-row.ts';
import { LineCursor } from './line-cursor.ts';
import { LineDrawing } from './line-drawing.ts';
import { listenForLines } from './line-input.ts';
import type { LineRange } from './line-range.ts';
import { LineScroll, type Scene } from './line-scroll.ts';
import type { TimeMode } from './line-time.ts';
import { lineViewStyles } from './line-view-styles.ts';
import { paintRows } from './paint-rows.ts';
import { rowMarkStyles } from './row-mark-styles.ts';
import { rowStyles } from './row-styles.ts';
import { RowWindow } from './row-window.ts';
import type { RunEvent } from './run-events.ts';
import type { ScrollTrack, TrackMove } from './scroll-track.ts';
import { Surroundings } from './surroundings.ts';
import './scroll-track.ts';
import { touchScroll } from './touch-scroll.ts';
import type { UnreadRows } from './unread-rows.ts';
import { AIR } from './viewport.ts';

/**
 * The lines of a run in the order of arrival. It is its own viewport: it holds a screenful of rows and puts other lines
 * into them, so that ten million lines cost as much as forty. The event `view-move` tells that `below` or `following`
 * is another.
 */
@customElement('ps-line-view')
export class LineView extends LitElement {
  static override styles = [lineViewStyles, rowStyles, rowMarkStyles, ansiSheet];

  @property({ attribute: false }) rows: RowStore | null = null;
  @property({ attribute: false }) events: readonly RunEvent[] = [];
  @property({ attribute: false }) selected: LineRange | null = null;
  /** Bytes of lines that are too long to come whole, by line, once somebody wanted them. */
  @property({ attribute: false }) whole: ReadonlyMap<number, Uint8Array> = new Map();
  /** What of the lines was not taken; null when all was. */
  @property({ attribute: false }) unread: UnreadRows | null = null;
  @property({ attribute: false }) timeMode: TimeMode = 'spawn';
  @property({ attribute: false }) startedAt = 0;
  @property({ type: Boolean, reflect: true }) wrap = false;
  @property({ type: Boolean, reflect: true }) columns = false;
  /** What to say while there are no lines. */
  @property({ attribute: false }) emptyWords = '';

  @query('.view') private view!: HTMLElement;
  @query('.list') private list!: HTMLElement;
  @query('ps-scroll-track') private track!: ScrollTrack;
  @query('.gap') private gap!: HTMLElement;
  @query('.events') private eventList!: HTMLElement;
  @query('.empty') private empty!: HTMLElement;

  readonly #scroller = new LineScroll();
  readonly #events = new EventPlaces();
  #told = { following: true, below: 0 };
  /** Of the view, in px. */
  #height = 0;
  #width = 0;
  #window!: RowWindow;
  #around!: Surroundings;
  readonly #cursor = new LineCursor();
  readonly #drawing = new LineDrawing(
    () => this.#draw(),
    () => this.#isComing(),
  );
  #stop: () => void = () => undefined;
  #stopTouch: () => void = () => undefined;
  readonly #resize = new ResizeObserver(() => this.#measure());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
    this.#stopTouch();
    this.#stop();
    this.#drawing.stop();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#listen();
  }

  protected override firstUpdated(): void {
    this.#window = new RowWindow(this.list);
    const { view, gap, eventList: events, empty } = this;
    this.#cursor.attach(view, this.#window);
    listenForLines(view, {
      page: this.#window,
      seen: () => ({ ...this.#scroller.seen, total: this.#scene.total }),
      cursor: () => this.#cursorInSight,
      moveCursor: (line) => this.#moveCursor(line),
      focused: (line) => {
        if (this.#cursor.moveTo(line)) this.#drawing.soon();
      },
      scroll: (pixels) => this.#scroll(pixels),
      hold: () => this.hold(),
      tell: (event) => this.dispatchEvent(event),
    });
    this.#around = new Surroundings({ view, gap, events, empty });
    this.#listen();
  }

  #listen(): void {
    this.#resize.observe(this.view);
    this.#stopTouch = touchScroll(this.view, (pixels) => this.#scroll(pixels));
    this.#follow(this.rows);
  }

  #follow(rows: RowStore | null): void {
    this.#stop();
    // The store already speaks once per frame, right before it is drawn.
    this.#stop = rows === null ? () => undefined : rows.subscribe(() => this.#draw());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rows')) {
      this.#follow(this.rows);
      this.#scroller.reset();
      this.#cursor.reset();
      this.#drawing.stop();
      this.#events.reset();
    }
    this.#events.place(this.events, this.rows);
    if (changed.has('wrap') || changed.has('columns') || changed.has('timeMode')) this.#scroller.forgetHeights();
  }

  protected override updated(): void {
    this.#draw();
  }

  /** Whether the end is kept in sight, the lines below the last one in sight, the first and the last in sight. */
  get position(): Readonly<Pick<LineScroll, 'following' | 'below' | 'seen'>> {
    return this.#scroller;
  }

  /** Goes to the end and stays there. */
  follow(): void {
    this.#scroller.following = true;
    this.#drawing.soon();
  }

  /** Stops following where it is. */
  hold(): void {
    if (!this.#scroller.following) return;
    this.#scroller.following = false;
    this.#drawing.soon();
  }

  /** Puts the focus on the lines, as soon as they are drawn. */
  focusOutput(): void {
    if (this.hasUpdated) this.#cursor.focus();
    else void this.updateComplete.then(() => this.focusOutput());
  }

  /**
   * Shows a line a little below the top, and moves the cursor there. Lines that have to be asked for are drawn when they
   * have come, so that a jump is one drawing; where that takes long, their places are shown meanwhile.
   */
  jumpTo(line: number, focus = false): void {
    const scene = this.#scene;
    const cursor = this.#cursor;
    cursor.line = Math.min(Math.max(line, scene.first), Math.max(scene.total, 1));
    this.#scroller.jumpTo(scene, cursor.line);
    if (focus) cursor.wantFocus();
    this.#drawing.whenHere();
  }

  /** The line that has the focus, else the first in sight. */
  get line(): number | null {
    const { from, to } = this.#scroller.seen;
    return this.#cursorInSight ?? (to >= from ? from : null);
  }

  get #cursorInSight(): number | null {
    const { from, to } = this.#scroller.seen;
    const { line } = this.#cursor;
    return line !== null && line >= from && line <= to ? line : null;
  }

  get #scene(): Scene {
    const { total, firstRow } = this.rows?.counts ?? { total: 0, firstRow: 1 };
    return {
      first: firstRow,
      total,
      tail: AIR + this.#events.after.length,
      height: this.#height,
      measured: this.wrap || this.whole.size > 0 || this.unread !== null || this.#events.between.length > 0,
    };
  }

  #measure(): void {
    this.#height = this.view.clientHeight;
    if (this.view.clientWidth !== this.#width) this.#scroller.forgetHeights();
    this.#width = this.view.clientWidth;
    this.#draw();
  }

  #scroll(pixels: number): void {
    if (pixels === 0) return;
    this.#scroller.scroll(this.#scene, pixels);
    this.#drawing.soon();
  }

  #draw(): void {
    if (!this.hasUpdated || this.#height === 0) return;
    if (this.#drawing.holdsBack()) return;
    if (this.#events.place(this.events, this.rows)) this.requestUpdate();
    const scene = this.#scene;
    const scroller = this.#scroller;
    const { focused } = this.#cursor;
    const layout = scroller.layOut(scene, {
      paint: (from, to) => this.#paint(from, to),
      heights: () => this.#window.heights(),
    });
    this.#window.keep(layout.places);
    for (const [number, y] of layout.places) this.#window.at(number)?.place(y);
    this.view.tabIndex = this.#cursorInSight === null ? 0 : -1;
    const { following, below, seen, top } = scroller;
    this.#window.markFirst(seen.from);
    this.#around.draw(scene, layout, seen, this.#events.after.length > 0, this.rows?.loaded === true);
    this.track.show(top, scroller.extent(scene), this.#height - 6);
    this.#cursor.drawn(focused, (line) => layout.places.has(line));
    if (following !== this.#told.following || below !== this.#told.below) {
      this.#told = { following, below };
      this.dispatchEvent(new Event('view-move'));
    }
    this.rows?.look(seen.from, seen.to);
  }

  /** True while lines that are to be drawn next are on their way. */
  #isComing(): boolean {
    const { from, to } = this.#scroller.ahead(this.#scene);
    return this.rows?.look(from, to) === true;
  }

  #paint(from: number, to: number): void {
    const { rows, selected, whole, timeMode, startedAt, unread } = this;
    if (rows === null) return this.#window.show(1, 0);
    const events = this.#events.between;
    const looks = { selected, whole, timeMode, startedAt, unread, events, cursor: this.#cursor.line };
    paintRows(this.#window, rows, from, to, looks);
  }

  #moveCursor(to: number): void {
    const scene = this.#scene;
    if (scene.total === 0) return;
    const number = Math.min(Math.max(to, scene.first), scene.total);
    this.#cursor.line = number;
    const { from, to: last } = this.#scroller.seen;
    const row = number >= from && number <= last ? this.#window.at(number) : undefined;
    const box = row?.element.getBoundingClientRect();
    const edge = this.view.getBoundingClientRect().top;
    // Standing on the last line of a run that goes on does not follow it: what is read must not move away.
    this.#scroller.reveal(scene, number, box ? { top: box.top - edge, bottom: box.bottom - edge } : null);
    this.#cursor.wantFocus();
    this.#drawing.now();
  }

  #trackMoved({ top }: TrackMove): void {
    this.#scroller.moveTo(this.#scene, top, top < this.#scroller.top);
    this.#drawing.soon();
  }

  override render(): TemplateResult {
    return html`<div
      class="view time-${this.timeMode}"
      role="log"
      aria-label=${t('lane.name')}
      aria-live="off"
      tabindex="0"
    >
      <div class="gap" hidden></div>
      <div class="empty" hidden>${this.emptyWords}</div>
      <div class="list" id="list" role="list" aria-label=${t('lane.lines')}></div>
      <div class="events" role="group" aria-label=${t('lane.events')} hidden>
        ${this.#events.after.map((event) => drawEvent(event, this.timeMode, this.startedAt))}
      </div>
      <ps-scroll-track
        aria-label=${t('lane.scroll')}
        aria-controls="list"
        aria-valuenow="1"
        @track-move=${this.#trackMoved}
      ></ps-scroll-track>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ps-line-view': LineView;
  }
}
