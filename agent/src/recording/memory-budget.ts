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

/**
 * Part of the total that may be kept for scripts; above it they get no more until they have taken some, so that the rest
 * is there for what others look at.
 */
const MOST_KEPT = 3 / 4;
/** Part of the total down to which scripts must have taken what is kept for them before there is room again. */
const ROOM_AGAIN = 1 / 2;

/**
 * Bounds what all records hold together: above it, whoever holds most lets its oldest go. What is kept for a script
 * cannot go: whoever adds to that asks whether there is room, and is told when there is some again.
 */
export class MemoryBudget {
  /** Memory of frames that have left. */
  readonly pool = new FramePool();
  readonly #total: number;
  readonly #holders = new Set<Holder>();
  readonly #waiting = new Set<() => void>();
  #used = 0;
  #kept = 0;
  #crowded = false;

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

  /** True while no more may be kept for scripts. */
  get crowded(): boolean {
    return this.#crowded;
  }

  /** So many bytes more (or, negative, fewer) may not go. */
  kept(bytes: number): void {
    this.#kept += bytes;
    if (this.#kept > this.#total * MOST_KEPT) this.#crowded = true;
    if (!this.#crowded || this.#kept > this.#total * ROOM_AGAIN) return;
    this.#crowded = false;
    // Not within what has made the room, which may be half done.
    queueMicrotask(() => {
      for (const listener of [...this.#waiting]) listener();
    });
  }

  /** Calls `listener` whenever there is room again; returns how to stop it. */
  onRoom(listener: () => void): () => void {
    this.#waiting.add(listener);
    return () => this.#waiting.delete(listener);
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
