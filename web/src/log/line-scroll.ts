import {
  clampTop,
  type Extent,
  isAtEnd,
  type Layout,
  layOutFrom,
  layOutTo,
  ROW_HEIGHT,
  topLimits,
  topMoved,
} from './viewport.ts';

/** What a view shows lines of, at one moment. */
export interface Scene {
  /** First line that exists. */
  readonly first: number;
  /** Last line. */
  readonly total: number;
  /** Room after the last line, in rows. */
  readonly tail: number;
  /** Of the view, in px. */
  readonly height: number;
  /** Rows may have different heights. */
  readonly measured: boolean;
}

/** Puts lines on the page and tells how high they are. */
export interface Painter {
  paint(from: number, to: number): void;
  heights(): ReadonlyMap<number, number>;
}

/** Lines above the view whose heights are measured. */
const ABOVE = 16;
/** Heights remembered. */
const MOST_HEIGHTS = 5_000;

/** Which lines a view shows: where it stands, whether it follows the end, how high its rows are. */
export class LineScroll {
  /** The position: a place between two rows, as a number of rows. */
  top = 0;
  /** True while the end is kept in sight. */
  following = true;
  /** First and last line at least partly in sight. */
  seen = { from: 1, to: 0 };
  /** Lines that end below the view. */
  below = 0;
  /** A line to be put at the end of the view once heights are known. */
  #bottom: number | null = null;
  #heights = new Map<number, number>();
  #measured = false;
  #allInSight = false;

  /** Everything as at first, for another run. */
  reset(): void {
    this.top = 0;
    this.following = true;
    this.#bottom = null;
    this.forgetHeights();
  }

  forgetHeights(): void {
    this.#heights = new Map();
  }

  /** What the scroll track shows. */
  extent({ first, total, tail, height, measured }: Scene): Extent {
    const { from, to } = this.seen;
    const rows = measured && to >= from ? to - from + 1 + (this.#allInSight ? tail : 0) : height / ROW_HEIGHT;
    return { first, total, height: rows, tail };
  }

  readonly heightOf = (number: number): number =>
    this.#measured ? (this.#heights.get(number) ?? ROW_HEIGHT) : ROW_HEIGHT;

  scroll(scene: Scene, pixels: number): void {
    this.moveTo(scene, topMoved(this.top, pixels, this.heightOf), pixels < 0);
  }

  /** @param up towards the beginning: never follows */
  moveTo(scene: Scene, top: number, up: boolean): void {
    const extent = this.extent(scene);
    const { min, max } = topLimits(extent);
    this.#bottom = null;
    this.top = scene.measured ? Math.max(min, Math.min(top, scene.total)) : clampTop(top, extent);
    // With rows of any height the end is met when they are laid out.
    this.following = !up && (scene.measured ? top >= max : isAtEnd(this.top, extent));
  }

  /** Shows a line a little below the top of the view. */
  jumpTo(scene: Scene, line: number): void {
    this.#bottom = null;
    this.following = false;
    this.top = scene.measured ? Math.max(0, line - 3) : clampTop(line - 3, this.extent(scene));
  }

  /** The lines that are in sight where it stands now, if none is higher than a row. */
  ahead({ first, total, height }: Scene): { readonly from: number; readonly to: number } {
    return {
      from: Math.max(first, Math.floor(this.top) + 1),
      to: Math.min(total, Math.ceil(this.top + height / ROW_HEIGHT)),
    };
  }

  /**
   * Moves as little as shows a line whole.
   * @param box where it is now, px from the top of the view; null when it is out of sight
   */
  reveal(scene: Scene, line: number, box: { readonly top: number; readonly bottom: number } | null): void {
    const above = box === null ? line < this.seen.from : box.top < -1;
    this.following = false;
    // The first row comes with the words about the rows before it.
    if (line === scene.first) this.top = topLimits(this.extent(scene)).min;
    else if (above) this.top = line - 1;
    else if (box === null || box.bottom > scene.height + 1) {
      if (scene.measured) this.#bottom = line;
      else this.top = clampTop(line - scene.height / ROW_HEIGHT, this.extent(scene));
    }
  }

  /** Paints the lines in sight and says where they stand. */
  layOut(scene: Scene, painter: Painter): Layout {
    this.#measured = scene.measured;
    const layout = scene.measured ? this.#layOutMeasured(scene, painter) : this.#layOutEven(scene, painter);
    this.top = layout.top;
    const seen: number[] = [];
    let whole = scene.first - 1;
    for (const [number, y] of layout.places) {
      const end = y + this.heightOf(number);
      if (y >= scene.height || end <= 0) continue;
      seen.push(number);
      if (end <= scene.height + 1) whole = number;
    }
    this.seen = { from: seen[0] ?? 1, to: seen.at(-1) ?? 0 };
    this.below = scene.total === 0 ? 0 : Math.max(0, scene.total - whole);
    this.#allInSight = this.below === 0 && layout.end + scene.tail * ROW_HEIGHT <= scene.height + 1;
    return layout;
  }

  #layOutEven(scene: Scene, painter: Painter): Layout {
    const extent = this.extent(scene);
    const top = this.following ? topLimits(extent).max : clampTop(this.top, extent);
    const to = Math.min(scene.total, Math.ceil(top + extent.height));
    painter.paint(Math.max(scene.first, Math.floor(top) + 1), to);
    return layOutFrom(top, to, this.heightOf);
  }

  #layOutMeasured(scene: Scene, painter: Painter): Layout {
    const { first, total, height } = scene;
    const most = Math.ceil(height / ROW_HEIGHT) + 1;
    const toEnd = (last: number, tail: number): Layout => {
      this.#measure(painter, Math.max(first, last - most), Math.min(total, last));
      return layOutTo(last, first, height, tail, this.heightOf);
    };
    const tail = scene.tail * ROW_HEIGHT;
    if (this.following) return toEnd(total, tail);
    if (this.#bottom !== null) {
      const layout = toEnd(this.#bottom, 0);
      this.#bottom = null;
      return layout;
    }
    const top = Math.max(first > 1 ? first - 2 : 0, Math.min(this.top, total));
    const to = Math.min(total, Math.floor(top) + most);
    // Lines above the view are measured too: scrolling up must know how far they reach.
    this.#measure(painter, Math.max(first, Math.floor(top) + 1 - ABOVE), to);
    const layout = layOutFrom(top, to, this.heightOf);
    return to < total || layout.end + tail >= height ? layout : toEnd(total, tail);
  }

  #measure(painter: Painter, from: number, to: number): void {
    painter.paint(from, to);
    if (this.#heights.size > MOST_HEIGHTS) this.#heights.clear();
    for (const [number, height] of painter.heights()) this.#heights.set(number, height);
  }
}
