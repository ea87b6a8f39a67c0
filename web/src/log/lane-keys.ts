/** Where a key moves the cursor. */
export type CursorMove = 'next' | 'previous' | 'first' | 'last' | 'pageDown' | 'pageUp';
/** What a key does in the lane. */
export type LaneAction = CursorMove | 'extend' | 'pick';

/** Longest time between the two presses of `g g`, in milliseconds. */
const PAIR_MS = 800;

/** Turns key presses into actions; remembers one press, because `g g` is two. */
export class LaneKeys {
  #lastG = Number.NEGATIVE_INFINITY;

  /** Null when the key means nothing here (yet). */
  press({ key, shiftKey, timeStamp }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'timeStamp'>): LaneAction | null {
    switch (key) {
      case 'j':
      case 'ArrowDown':
        return 'next';
      case 'k':
      case 'ArrowUp':
        return 'previous';
      case 'Home':
        return 'first';
      case 'G':
      case 'End':
        return 'last';
      case ' ':
        return shiftKey ? 'pageUp' : 'pageDown';
      case 'PageDown':
        return 'pageDown';
      case 'PageUp':
        return 'pageUp';
      case 'x':
        return 'extend';
      case 'Enter':
        return 'pick';
      case 'g': {
        const pair = timeStamp - this.#lastG < PAIR_MS;
        this.#lastG = pair ? Number.NEGATIVE_INFINITY : timeStamp;
        return pair ? 'first' : null;
      }
      default:
        return null;
    }
  }
}

/** The line that has the cursor after a move, which may be beyond the first or last. `at` is null when none has it. */
export function cursorAfter(
  move: CursorMove,
  at: number | null,
  { from, to, total }: { readonly from: number; readonly to: number; readonly total: number },
): number {
  const page = Math.max(1, to - from - 1);
  switch (move) {
    case 'next':
      return at === null ? from : at + 1;
    case 'previous':
      return at === null ? to : at - 1;
    case 'first':
      return 1;
    case 'last':
      return total;
    case 'pageDown':
      return to >= total ? to : to + page;
    case 'pageUp':
      return from - page;
  }
}
