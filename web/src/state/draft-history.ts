import { Store } from '../ui/store.ts';
import { commandLine, type Draft, isBlank } from './draft.ts';
import { keepable, readDraft } from './draft-keep.ts';

/** Where things are kept: `localStorage`. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A draft that was kept by name. */
export interface OwnPreset {
  readonly name: string;
  readonly draft: Draft;
}

const HISTORY = 'pipescope.history';
const PRESETS = 'pipescope.presets';
/** Commands kept; older ones leave. */
export const HISTORY_MAX = 200;
const PRESETS_MAX = 100;
/** Longer commands are not kept: the browser's storage is small. In UTF-16 units. */
const COMMAND_MAX = 20_000;

function same(a: Draft, b: Draft): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What was started from this browser and what was kept by name, without secrets. Newest first, each once. */
export class DraftHistory extends Store {
  readonly #storage: DraftStorage | null;
  #past: readonly Draft[] = [];
  #own: readonly OwnPreset[] = [];

  constructor(storage: DraftStorage | null) {
    super();
    this.#storage = storage;
    this.#past = this.#load(HISTORY).flatMap((kept) => readDraft(kept) ?? []);
    this.#own = this.#load(PRESETS).flatMap((kept) => {
      const { name, draft } = (kept ?? {}) as { name?: unknown; draft?: unknown };
      const read = readDraft(draft);
      return typeof name === 'string' && read !== null ? [{ name, draft: read }] : [];
    });
  }

  /** Newest first. */
  get past(): readonly Draft[] {
    return this.#past;
  }
  /** In the order of their names. */
  get own(): readonly OwnPreset[] {
    return this.#own;
  }

  /** Remembers a draft that was started, or left unstarted. What no system could start is not worth it. */
  add(draft: Draft): void {
    if (commandLine(draft).includes('\0')) return;
    if (isBlank(draft) || commandLine(draft).length > COMMAND_MAX) return;
    const kept = keepable(draft);
    this.#past = [kept, ...this.#past.filter((old) => !same(old, kept))].slice(0, HISTORY_MAX);
    this.#save(HISTORY, this.#past);
  }

  forget(): void {
    this.#past = [];
    this.#save(HISTORY, this.#past);
  }

  /** Keeps a draft by name; one of the same name is replaced. */
  keep(name: string, draft: Draft): void {
    this.#own = [...this.#own.filter((old) => old.name !== name), { name, draft: keepable(draft) }]
      .sort((a, b) => a.name.localeCompare(b.name))
      .slice(0, PRESETS_MAX);
    this.#save(PRESETS, this.#own);
  }

  drop(name: string): void {
    this.#own = this.#own.filter((old) => old.name !== name);
    this.#save(PRESETS, this.#own);
  }

  #load(name: string): readonly unknown[] {
    try {
      const kept: unknown = JSON.parse(this.#storage?.getItem(name) ?? '[]');
      return Array.isArray(kept) ? kept.slice(0, HISTORY_MAX) : [];
    } catch {
      return [];
    }
  }

  #save(name: string, value: unknown): void {
    try {
      this.#storage?.setItem(name, JSON.stringify(value));
    } catch {
      // Storage is off or full: it lasts as long as the tab.
    }
    this.changed();
  }
}

function browserStorage(): DraftStorage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** The history of this browser. */
export const draftHistory = new DraftHistory(browserStorage());

/**
 * Walks back and forth through the past. What stood in the composer before the first step is given back by the last
 * step forward.
 */
export class HistoryWalk {
  readonly #history: DraftHistory;
  #steps: readonly Draft[] = [];
  #at = 0;

  constructor(history: DraftHistory) {
    this.#history = history;
  }

  /** The draft before the one shown; null when there is none. `shown` is what stands in the composer. */
  back(shown: Draft): Draft | null {
    if (!this.#isAt(shown)) {
      this.#steps = [shown, ...this.#history.past];
      this.#at = 0;
    }
    return this.#go(this.#at + 1);
  }

  /** The draft after the one shown; null when what is shown did not come from here. */
  forward(shown: Draft): Draft | null {
    return this.#isAt(shown) ? this.#go(this.#at - 1) : null;
  }

  #isAt(shown: Draft): boolean {
    const here = this.#steps[this.#at];
    return here !== undefined && same(here, shown);
  }

  #go(to: number): Draft | null {
    const draft = this.#steps[to];
    if (draft === undefined) return null;
    this.#at = to;
    return draft;
  }
}
