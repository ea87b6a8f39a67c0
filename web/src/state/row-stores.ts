import type { NextFrame, RowSource } from './row-store.ts';
import { RowStore } from './row-store.ts';

/** Runs whose last rows are kept while others are looked at. */
const MOST = 32;

/** The rows of the run that is looked at, and what was last seen of others: it stays readable without an agent. */
export class RowStores {
  readonly #nextFrame: NextFrame;
  /** The one looked at last comes last. */
  readonly #stores = new Map<string, RowStore>();
  #shown: RowStore | null = null;

  constructor(nextFrame: NextFrame) {
    this.#nextFrame = nextFrame;
  }

  /** @param source null when the agent that knew the run is gone */
  of(run: string, source: RowSource | null): RowStore {
    if (this.#shown?.run === run) return this.#shown;
    this.#shown?.close();
    const kept = this.#stores.get(run);
    this.#stores.delete(run);
    kept?.open();
    const store = kept ?? new RowStore(source, run, this.#nextFrame);
    this.#stores.set(run, store);
    for (const other of [...this.#stores.keys()].slice(0, -MOST)) this.#stores.delete(other);
    this.#shown = store;
    return store;
  }

  /** The agent is gone: what is held stays as it is. */
  freeze(): void {
    for (const store of this.#stores.values()) store.freeze();
  }
}
