import { FramePool } from './frame-pool.ts';

/** Something that holds bytes and can let the oldest go. */
export interface Holder {
  /** Bytes held now. */
  readonly held: number;
  /** Lets the oldest go; false when nothing can go. */
  dropOldest(): boolean;
}

/** Freed at once beyond the bound, as a part of it, so that not every frame makes room anew. */
const SLACK = 1 / 64;

/** Bounds what all records hold together: above it, whoever holds most lets its oldest go. */
export class MemoryBudget {
  /** Memory of frames that have left. */
  readonly pool = new FramePool();
  readonly #total: number;
  readonly #holders = new Set<Holder>();
  #used = 0;

  /** @param total bytes */
  constructor(total: number) {
    this.#total = total;
  }

  /** Bytes held by all. */
  get used(): number {
    return this.#used;
  }

  /** A holder says that it holds more (or, negative, fewer) bytes than before. */
  changed(holder: Holder, bytes: number): void {
    this.#used += bytes;
    if (holder.held === 0) this.#holders.delete(holder);
    else this.#holders.add(holder);
    if (bytes > 0 && this.#used > this.#total) this.#shrink();
  }

  #shrink(): void {
    const stuck = new Set<Holder>();
    while (this.#used > this.#total * (1 - SLACK)) {
      const largest = this.#largest(stuck);
      if (largest === null) return;
      if (!largest.dropOldest()) stuck.add(largest);
    }
  }

  #largest(except: ReadonlySet<Holder>): Holder | null {
    let largest: Holder | null = null;
    for (const holder of this.#holders) {
      if (!except.has(holder) && holder.held > (largest?.held ?? 0)) largest = holder;
    }
    return largest;
  }
}
