import type { Row } from './protocol.ts';

/** Most rows and bytes a page holds around the view; the agent is asked for the rest by number. */
export const CACHE_LIMITS = { rows: 20_000, bytes: 32 * 1024 * 1024 } as const;
/** Rows leave together in blocks of this many. */
const BLOCK = 256;
/** What a row costs besides its bytes, roughly. */
const ROW_COST = 160;

interface Held {
  readonly row: Row;
  /** Which state of the record it was read from. */
  version: number;
}
interface Block {
  readonly rows: Map<number, Held>;
  cost: number;
}

/** A line only grows, and ends once: these two say whether it is as it was. */
function isSame(a: Row, b: Row): boolean {
  return a.length === b.length && a.unterminated === b.unterminated;
}

/** Rows by number, bounded: the blocks farthest from the view leave first. */
export class RowCache {
  readonly #blocks = new Map<number, Block>();
  readonly #limits: { readonly rows: number; readonly bytes: number };
  #rows = 0;
  #bytes = 0;

  constructor(limits: { readonly rows: number; readonly bytes: number } = CACHE_LIMITS) {
    this.#limits = limits;
  }

  get rows(): number {
    return this.#rows;
  }
  get bytes(): number {
    return this.#bytes;
  }

  get(number: number): Held | undefined {
    return this.#blocks.get(Math.floor(number / BLOCK))?.rows.get(number);
  }

  put(row: Row, version: number): void {
    const at = Math.floor(row.number / BLOCK);
    let block = this.#blocks.get(at);
    if (block === undefined) {
      block = { rows: new Map(), cost: 0 };
      this.#blocks.set(at, block);
    }
    const before = block.rows.get(row.number);
    if (before !== undefined && isSame(before.row, row)) {
      // The same object again means: nothing to draw.
      before.version = version;
      return;
    }
    const cost = row.bytes.byteLength + ROW_COST;
    const change = cost - (before === undefined ? 0 : before.row.bytes.byteLength + ROW_COST);
    if (before === undefined) this.#rows++;
    this.#bytes += change;
    block.cost += change;
    // A row of a rows frame is a view on the whole frame: a copy lets the frame go.
    block.rows.set(row.number, { row: { ...row, bytes: row.bytes.slice() }, version });
  }

  /** Lets rows go until the limits hold, keeping those nearest to `near`. */
  trim(near: number, limits: { readonly rows: number; readonly bytes: number } = this.#limits): void {
    if (this.#rows <= limits.rows && this.#bytes <= limits.bytes) return;
    const home = Math.floor(near / BLOCK);
    const farthestFirst = [...this.#blocks.keys()].sort((a, b) => Math.abs(b - home) - Math.abs(a - home));
    for (const at of farthestFirst) {
      if ((this.#rows <= limits.rows && this.#bytes <= limits.bytes) || at === home) return;
      const block = this.#blocks.get(at);
      if (block === undefined) continue;
      this.#rows -= block.rows.size;
      this.#bytes -= block.cost;
      this.#blocks.delete(at);
    }
  }
}
