/** Where a popover stands: below or above its opener, its left or its right edge on the opener's. */
export type Placement = 'bottom-start' | 'bottom-end' | 'top-start' | 'top-end';

/** An area of the window in CSS pixels, as `getBoundingClientRect` gives it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const GAP = 4;
const MARGIN = 8;

/**
 * The place of a popover where the browser cannot anchor it itself: on the wished side of the opener if it fits, else
 * on the other, and always inside the window.
 */
export function placeBeside(
  opener: Box,
  size: Pick<Box, 'width' | 'height'>,
  view: Pick<Box, 'width' | 'height'>,
  placement: Placement,
): { left: number; top: number } {
  const [side, edge] = placement.split('-');
  const below = opener.top + opener.height + GAP;
  const above = opener.top - GAP - size.height;
  const fitsBelow = below + size.height <= view.height - MARGIN;
  const fitsAbove = above >= MARGIN;
  const top = side === 'bottom' ? (fitsBelow || !fitsAbove ? below : above) : fitsAbove || !fitsBelow ? above : below;
  const left = edge === 'start' ? opener.left : opener.left + opener.width - size.width;
  const within = (at: number, length: number, room: number): number =>
    Math.max(MARGIN, Math.min(at, room - MARGIN - length));
  return { left: within(left, size.width, view.width), top: within(top, size.height, view.height) };
}
