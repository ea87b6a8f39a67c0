/** Height of a row in px. */
export const ROW_HEIGHT = 20;
/** Rows of air after the last one, so that it is not glued to the edge. */
export const AIR = 0.5;
/** Smallest thumb of the scroll track in px. */
const MIN_THUMB = 24;

/** What there is to show and how much of it fits. */
export interface Extent {
  /** First row that exists. */
  readonly first: number;
  /** Last row. */
  readonly total: number;
  /** Height of the view in rows, not whole. */
  readonly height: number;
  /** Room after the last row, in rows; `AIR` when left out. */
  readonly tail?: number;
}

/**
 * Positions are row numbers, not pixels: row n lies between n-1 and n. So a view keeps its place when older rows are
 * let go, and ten million rows need no tall element. One place before the first row is kept for the words about rows
 * that are gone.
 */
export function topLimits({ first, total, height, tail = AIR }: Extent): {
  readonly min: number;
  readonly max: number;
} {
  const min = first > 1 ? first - 2 : 0;
  return { min, max: Math.max(min, total + tail - height) };
}

/** The nearest position that exists. */
export function clampTop(top: number, extent: Extent): number {
  const { min, max } = topLimits(extent);
  return Math.min(Math.max(top, min), max);
}

/** True when the last row is in sight. */
export function isAtEnd(top: number, extent: Extent): boolean {
  return top >= topLimits(extent).max - 0.01;
}

/** Rows at least partly in sight, as numbers from 1; empty when `from > to`. */
export function visibleRows(
  top: number,
  { first, total, height }: Extent,
): { readonly from: number; readonly to: number } {
  return { from: Math.max(first, Math.floor(top) + 1), to: Math.min(total, Math.ceil(top + height)) };
}

/** Rows that begin below the view. */
export function rowsBelow(top: number, { total, height }: Extent): number {
  return Math.max(0, total - Math.floor(top + height));
}

/** Where the thumb of a track of `length` px lies; null when everything is in sight. */
export function thumbAt(
  top: number,
  extent: Extent,
  length: number,
): { readonly at: number; readonly size: number } | null {
  const { min, max } = topLimits(extent);
  if (max <= min) return null;
  const size = Math.max(MIN_THUMB, (length * extent.height) / (extent.height + max - min));
  return { at: ((length - size) * (top - min)) / (max - min), size };
}

/** The position that puts the thumb at `at` px. */
export function topAtThumb(at: number, extent: Extent, length: number): number {
  const { min, max } = topLimits(extent);
  const thumb = thumbAt(min, extent, length);
  if (thumb === null || length <= thumb.size) return min;
  return clampTop(min + ((max - min) * at) / (length - thumb.size), extent);
}

/** The position nearest to `top` that shows row `number` whole. */
export function topToShow(number: number, top: number, extent: Extent): number {
  if (number - 1 < top) return clampTop(number - 1, extent);
  if (number > top + extent.height) return clampTop(number - extent.height, extent);
  return top;
}

/** Where the rows of a view stand when each has its own height. */
export interface Layout {
  /** The position of the view: row number, as a place between two rows. */
  readonly top: number;
  /** By row, px below the top of the view. */
  readonly places: ReadonlyMap<number, number>;
  /** Px from the top of the view to the end of the last row that was laid out. */
  readonly end: number;
}

/** Lays rows out downwards, the first as far above the edge as `top` says. */
export function layOutFrom(top: number, to: number, heightOf: (number: number) => number): Layout {
  const from = Math.floor(top) + 1;
  const places = new Map<number, number>();
  let y = (Math.floor(top) - top) * heightOf(from);
  for (let number = from; number <= to; number++) {
    places.set(number, y);
    y += heightOf(number);
  }
  return { top, places, end: y };
}

/** Lays rows out upwards from `last`, which ends `tail` px above the end of a view of `height` px. */
export function layOutTo(
  last: number,
  first: number,
  height: number,
  tail: number,
  heightOf: (number: number) => number,
): Layout {
  let y = height - tail;
  let top = first - 1;
  let number = last;
  for (; number >= first && y > 0; number--) {
    y -= heightOf(number);
    top = number - 1 + Math.max(0, -y) / heightOf(number);
  }
  // Fewer rows than the view holds begin at its top.
  if (y > 0 && number < first) top = first - 1;
  return layOutFrom(top, last, heightOf);
}

/** The position `pixels` further, as far as heights are known. */
export function topMoved(top: number, pixels: number, heightOf: (number: number) => number): number {
  let row = Math.floor(top) + 1;
  let within = (top - Math.floor(top)) * heightOf(row) + pixels;
  while (within < 0 && row > 0) within += heightOf(--row);
  while (within >= heightOf(row)) within -= heightOf(row++);
  return Math.max(0, row - 1 + Math.max(0, within) / heightOf(row));
}
