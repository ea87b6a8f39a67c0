import { Store } from '../ui/store.ts';
import type { RowCounts } from './row-store.ts';

/** How often what a person reads as numbers is written anew, in milliseconds. */
const CALM_MS = 250;

/**
 * How much a run has written, at a pace at which numbers can be read. Every place of the page that names a total reads
 * it here, so that two of them never differ in one picture.
 */
export class RunTotals extends Store {
  #shown: RowCounts | null = null;
  #latest: RowCounts | null = null;
  #shownAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Null until the agent has told. */
  get counts(): RowCounts | null {
    return this.#shown;
  }

  /** Takes the newest counts; they are shown now or with the next look. */
  note(counts: RowCounts): void {
    this.#latest = counts;
    if (this.#timer !== undefined) return;
    const wait = this.#shownAt + CALM_MS - performance.now();
    if (wait <= 0) this.#show();
    else this.#timer = setTimeout(() => this.#show(), wait);
  }

  /** Shows what came last; more may be noted later. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#latest !== this.#shown) this.#show();
  }

  #show(): void {
    this.#timer = undefined;
    this.#shownAt = performance.now();
    this.#shown = this.#latest;
    this.changed();
  }
}

/** What went out of the child and what went into it. */
export interface OutAndIn {
  /** Bytes of stdout and stderr. */
  readonly bytes: number;
  /** Lines begun in them. */
  readonly out: number;
  /** Lines begun in stdin. */
  readonly in: number;
}

/** Sums streams by their direction: what a person typed is not what the child wrote. */
export function outAndIn({ stdin, stdout, stderr }: RowCounts['streams']): OutAndIn {
  return {
    bytes: (stdout?.bytes ?? 0) + (stderr?.bytes ?? 0),
    out: (stdout?.lines ?? 0) + (stderr?.lines ?? 0),
    in: stdin?.lines ?? 0,
  };
}
