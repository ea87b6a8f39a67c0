import type { Row, RunInfo } from '../state/protocol.ts';
import type { RowStore } from '../state/row-store.ts';
import type { LineView } from './line-view.ts';
import { streamNames } from './stream-names.ts';
import { isUnread, type UnreadRows, unreadRows } from './unread-rows.ts';

/** Rows looked at in one place: there may be only lines of a stream that is not held back. */
const SOME = 200;

/** Follows the border between what steps have taken and what is unread, so that each press of a step can be seen. */
export class UnreadBorder {
  #run = '';
  #taken = '';

  /** Shows the border when steps have taken something, or begin to, and it is out of sight. */
  async follow(run: RunInfo | null, rows: RowStore | null, view: LineView): Promise<void> {
    if (run === null || rows === null) return;
    const { consumers } = run;
    const unread = consumers.stdout === 'step' || consumers.stderr === 'step' ? unreadRows(run) : null;
    const taken = JSON.stringify(unread?.taken ?? null);
    const moved = run.run === this.#run && taken !== this.#taken;
    this.#run = run.run;
    this.#taken = taken;
    if (unread === null || !moved || isInSight(rows, unread, view.position.seen)) return;
    const line = await firstUnread(rows, unread).catch(() => null);
    if (line !== null && rows === view.rows) view.jumpTo(line);
  }
}

function isInSight(rows: RowStore, unread: UnreadRows, { from, to }: { readonly from: number; readonly to: number }) {
  for (let line = from; line <= to; line += 1) {
    const row = rows.row(line);
    if (row !== undefined && isUnread(row, unread)) return line > from || line === rows.counts.firstRow;
  }
  return false;
}

function isHeldBack(row: Row, unread: UnreadRows): boolean {
  const { stream } = streamNames(row);
  return stream !== 'stdin' && unread.taken[stream] !== null;
}

/** The first line of which something was not taken, as far as it is held. Asks some twenty times. */
async function firstUnread(rows: Pick<RowStore, 'fetch' | 'counts'>, unread: UnreadRows): Promise<number> {
  let { firstRow: low, total: high } = rows.counts;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const some = await rows.fetch(middle, SOME);
    const first = some.find((row) => isHeldBack(row, unread));
    if (first !== undefined && isUnread(first, unread)) high = middle;
    else low = middle + 1;
  }
  return low;
}
