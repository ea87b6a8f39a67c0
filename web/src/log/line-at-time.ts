import type { RowStore } from '../state/row-store.ts';

/** The first line that came at or after `micros` since spawn; the last one when none did. Asks some twenty times. */
export async function lineAtTime(rows: Pick<RowStore, 'fetch' | 'counts'>, micros: number): Promise<number> {
  let { firstRow: low, total: high } = rows.counts;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [row] = await rows.fetch(middle, 1);
    // What has left the memory meanwhile came before.
    if (row !== undefined && row.number === middle && row.time >= micros) high = middle;
    else low = middle + 1;
  }
  return low;
}
