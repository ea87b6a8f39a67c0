import { isPlainKey } from '../ui/typing.ts';
import { cursorAfter, LaneKeys } from './lane-keys.ts';
import { LinePick, LineWhole } from './line-events.ts';
import type { RowWindow } from './row-window.ts';
import { ROW_HEIGHT } from './viewport.ts';

/** What keys, wheel and pointer do to the lines. */
export interface LineInputTarget {
  readonly page: RowWindow;
  /** First and last line in sight, and how many there are. */
  seen(): { readonly from: number; readonly to: number; readonly total: number };
  /** The line in sight that has the cursor, or null. */
  cursor(): number | null;
  moveCursor(line: number): void;
  /** A line was given the focus some other way. */
  focused(line: number): void;
  scroll(pixels: number): void;
  /** Stops following. */
  hold(): void;
  tell(event: Event): void;
}

/** Listens to keys, wheel and pointer on the view of some lines, for as long as the view is. */
export function listenForLines(view: HTMLElement, target: LineInputTarget): void {
  const keys = new LaneKeys();

  view.addEventListener('keydown', (event) => {
    if (!isPlainKey(event) || event.defaultPrevented) return;
    const origin = event.composedPath()[0];
    if (event.key === 'Enter' && origin instanceof HTMLElement && origin.matches('a, button')) return;
    const action = keys.press(event);
    if (action === null) return;
    const at = target.cursor();
    event.preventDefault();
    if (action === 'extend' || action === 'pick') {
      if (at !== null) target.tell(new LinePick(at, action === 'extend'));
    } else target.moveCursor(cursorAfter(action, at, target.seen()));
  });

  view.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      const unit = event.deltaMode === 1 ? ROW_HEIGHT : event.deltaMode === 2 ? view.clientHeight : 1;
      target.scroll(event.deltaY * unit);
    },
    { passive: false },
  );

  view.addEventListener('focusin', (event) => {
    const line = target.page.numberOf(event.target as Element);
    if (line !== null) target.focused(line);
  });

  view.addEventListener('click', (event) => {
    const origin = event.target as Element;
    const line = target.page.numberOf(origin);
    if (line === null) return;
    if (origin.closest('.all') !== null) target.tell(new LineWhole(line));
    if (origin.closest('.n') === null || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    target.focused(line);
    target.tell(new LinePick(line, event.shiftKey));
  });

  view.addEventListener('pointermove', (event) => {
    // Text that is being selected must not run away.
    const pressed = event.pointerType === 'mouse' && (event.buttons & 1) !== 0;
    if (pressed && (event.target as Element).closest('.x') !== null) target.hold();
  });
}
