/** Height of a row in px. */
export const ROW_HEIGHT = 20;
/** Rows of air after the last one, so that it is not glued to the edge. */
const AIR = 0.5;
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
}

/**
 * Positions are row numbers, not pixels: row n lies between n-1 and n. So a view keeps its place when older rows are
 * let go, and ten million rows need no tall element. One place before the first row is kept for the words about rows
 * that are gone.
 */
export function topLimits({ first, total, height }: Extent): { readonly min: number; readonly max: number } {
  const min = first > 1 ? first - 2 : 0;
  return { min, max: Math.max(min, total + AIR - height) };
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
