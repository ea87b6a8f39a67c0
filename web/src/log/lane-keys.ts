/** What a key does in the lane. */
export type LaneAction = 'next' | 'previous' | 'first' | 'last' | 'pageDown' | 'pageUp';

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
