import type { RunInfo } from '../state/protocol.ts';
import { routePath } from '../state/route.ts';
import type { RowStore } from '../state/row-store.ts';
import { addressedLines } from './addressed-lines.ts';
import { type LineRange, LineSelection, parseFragment, rangeFragment } from './line-range.ts';

/** Lines whose bytes are added up. */
const SUMMED = 20_000;

/** The selected lines of a run: kept in the address, read from it, and how many bytes they are. */
export class LaneSelection {
  readonly #changed: () => void;
  #selection = new LineSelection();
  #rows: RowStore | null = null;
  #size: number | null = null;
  /** Lines that the address names and that are not known to exist yet. */
  #wanted: LineRange | null = null;

  /** @param changed called when lines or size are others */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get range(): LineRange | null {
    return this.#selection.range;
  }
  /** Bytes of the selected lines; null while that is not known. */
  get size(): number | null {
    return this.#size;
  }

  /** Starts over for another run; the address is left as it is. */
  open(rows: RowStore | null): void {
    this.#rows = rows;
    this.#selection = new LineSelection();
    this.#size = null;
    this.#wanted = null;
  }

  pick(line: number, extend: boolean): void {
    if (extend) this.#selection.extend(line);
    else this.#selection.pick(line);
    this.#take();
  }

  clear(): void {
    this.#selection.set(null);
    this.#take();
  }

  /** Reads the address; true when it names lines of this run. `find` then tells what became of them. */
  readAddress(): boolean {
    this.#wanted = this.#rows === null || location.pathname !== this.#path ? null : parseFragment(location.hash);
    return this.#wanted !== null;
  }

  /** Selects the lines that the address names once it is known which exist; tells where to go, and what is missing. */
  find(run: RunInfo | null): { readonly line: number; readonly words: string } | null {
    const wanted = this.#wanted;
    if (wanted === null || run === null || this.#rows?.loaded !== true) return null;
    const { counts } = this.#rows;
    const { stdout, stderr } = counts.streams;
    const done = run.exit !== undefined && (stdout?.ended ?? true) && (stderr?.ended ?? true);
    const found = addressedLines(wanted, counts, done);
    if (found === null) return null;
    this.#wanted = null;
    if (found.range !== null) {
      this.#selection.set(found.range);
      this.#take();
    }
    return { line: wanted.from, words: found.words };
  }

  /** The address of the run, with the selected lines. */
  get address(): string {
    return this.#path + (this.range === null ? '' : rangeFragment(this.range));
  }

  get #path(): string {
    return routePath({ page: 'run', run: this.#rows?.run ?? '' });
  }

  #take(): void {
    this.#size = null;
    if (this.#rows === null) return;
    history.replaceState(history.state, '', this.address);
    if (this.range !== null) void this.#sum(this.#rows, this.range);
    this.#changed();
  }

  async #sum(rows: RowStore, range: LineRange): Promise<void> {
    if (range.to - range.from >= SUMMED) return;
    let size = 0;
    for (let next = range.from; next <= range.to; next += 1_000) {
      const part = await rows.fetch(next, Math.min(1_000, range.to - next + 1)).catch(() => []);
      size += part.reduce((sum, { number, length }) => sum + (number <= range.to ? length : 0), 0);
    }
    if (this.range !== range) return;
    this.#size = size;
    this.#changed();
  }
}
