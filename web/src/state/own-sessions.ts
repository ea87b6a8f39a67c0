const NAME = 'pipescope.sessions';
/** Sessions a tab remembers: one for each time the page was loaded. */
const MAX = 32;

/** Where the names are kept: `sessionStorage`. */
export type NameStorage = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * The sessions this tab has had, the present one last. The agent notes them as `by` of signals, and a signal stays one's
 * own after the page was loaded again.
 */
export class OwnSessions {
  readonly #storage: NameStorage;
  #names: readonly string[];

  constructor(storage: NameStorage) {
    this.#storage = storage;
    this.#names = this.#load();
  }

  get names(): readonly string[] {
    return this.#names;
  }

  add(name: string): void {
    if (this.#names.includes(name)) return;
    this.#names = [...this.#names, name].slice(-MAX);
    try {
      this.#storage.setItem(NAME, JSON.stringify(this.#names));
    } catch {
      // Nothing is kept; until the page is loaded again it knows itself.
    }
  }

  #load(): string[] {
    try {
      const kept: unknown = JSON.parse(this.#storage.getItem(NAME) ?? '[]');
      return Array.isArray(kept) ? kept.filter((name) => typeof name === 'string').slice(-MAX) : [];
    } catch {
      return [];
    }
  }
}
