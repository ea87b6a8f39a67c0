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

function blockOf(number: number): number {
  return Math.floor(number / BLOCK);
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
    return this.#blocks.get(blockOf(number))?.rows.get(number);
  }

  /**
   * Takes rows as they were read. A row of a frame is a view on all of the frame, so their bytes are copied, which lets
   * the frame go: into one buffer for all rows of a block, because a buffer for each row costs more to make and to
   * collect than the bytes in it.
   *
   * @param version the state of the record the rows were read from
   */
  put(rows: readonly Row[], version: number): void {
    let together: Row[] = [];
    for (const row of rows) {
      if (this.#stays(row, version)) continue;
      if (together[0] !== undefined && blockOf(together[0].number) !== blockOf(row.number)) {
        this.#copy(together, version);
        together = [];
      }
      together.push(row);
    }
    this.#copy(together, version);
  }

  #copy(rows: readonly Row[], version: number): void {
    const buffer = new Uint8Array(rows.reduce((sum, { bytes }) => sum + bytes.byteLength, 0));
    let at = 0;
    for (const row of rows) {
      const bytes = buffer.subarray(at, at + row.bytes.byteLength);
      bytes.set(row.bytes);
      at += bytes.byteLength;
      this.#hold({ ...row, bytes }, version);
    }
  }

  /** True for a row that is here as it is now. The same object again means: nothing to draw. */
  #stays(row: Row, version: number): boolean {
    const held = this.get(row.number);
    if (held === undefined || !isSame(held.row, row)) return false;
    held.version = version;
    return true;
  }

  #hold(row: Row, version: number): void {
    const at = blockOf(row.number);
    let block = this.#blocks.get(at);
    if (block === undefined) {
      block = { rows: new Map(), cost: 0 };
      this.#blocks.set(at, block);
    }
    const before = block.rows.get(row.number);
    const change = row.bytes.byteLength - (before === undefined ? -ROW_COST : before.row.bytes.byteLength);
    if (before === undefined) this.#rows++;
    this.#bytes += change;
    block.cost += change;
    block.rows.set(row.number, { row, version });
  }

  /** Lets rows go until the limits hold, keeping those nearest to `near`. */
  trim(near: number, limits: { readonly rows: number; readonly bytes: number } = this.#limits): void {
    if (this.#rows <= limits.rows && this.#bytes <= limits.bytes) return;
    const home = blockOf(near);
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
