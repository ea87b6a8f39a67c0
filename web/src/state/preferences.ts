import { Store } from '../ui/store.ts';

/** What a person has chosen for this browser. Nothing here is a secret or belongs to one run. */
export interface Choices {
  /** `auto` follows the system's wish for colours and contrast. */
  readonly theme: 'auto' | 'dark' | 'light' | 'contrast';
  /** Long lines of output go on below. */
  readonly wrap: boolean;
  /** The time of a line: since spawn, since the line before, the clock on the wall, or none. */
  readonly timeMode: 'spawn' | 'delta' | 'clock' | 'off';
  readonly arrangement: 'merged' | 'columns';
  /** Single keys act as shortcuts while no text field has the focus. */
  readonly singleKeys: boolean;
  /** What of the output is spoken. */
  readonly announceOutput: 'off' | 'summary' | 'lines';
  /** Pixels. */
  readonly railWidth: number;
  /** Pixels. */
  readonly inspectorWidth: number;
  readonly railOpen: boolean;
  readonly inspectorOpen: boolean;
}

export const USUAL_CHOICES: Choices = {
  theme: 'auto',
  wrap: false,
  timeMode: 'spawn',
  arrangement: 'merged',
  singleKeys: true,
  announceOutput: 'off',
  railWidth: 260,
  inspectorWidth: 340,
  railOpen: true,
  inspectorOpen: true,
};

const ALLOWED: { readonly [Name in keyof Choices]?: readonly Choices[Name][] } = {
  theme: ['auto', 'dark', 'light', 'contrast'],
  timeMode: ['spawn', 'delta', 'clock', 'off'],
  arrangement: ['merged', 'columns'],
  announceOutput: ['off', 'summary', 'lines'],
};

/** Reads kept choices. Whatever is missing, unknown or of another kind is as usual. */
export function parseChoices(text: string | null): Choices {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? '{}');
  } catch {
    kept = {};
  }
  if (typeof kept !== 'object' || kept === null) return USUAL_CHOICES;
  const taken = Object.entries(kept).filter(([name, value]) => {
    if (!(name in USUAL_CHOICES)) return false;
    const key = name as keyof Choices;
    const allowed = ALLOWED[key] as readonly unknown[] | undefined;
    return allowed === undefined ? typeof value === typeof USUAL_CHOICES[key] : allowed.includes(value);
  });
  return { ...USUAL_CHOICES, ...(Object.fromEntries(taken) as Partial<Choices>) };
}

const NAME = 'pipescope.preferences';

/** The choices of this browser, shared by all tabs of this agent. Listeners hear of every change, also of other tabs'. */
class Preferences extends Store {
  #choices: Choices = USUAL_CHOICES;

  constructor() {
    super();
    this.#read();
    globalThis.addEventListener?.('storage', (event) => {
      if (event.key !== NAME && event.key !== null) return;
      this.#read();
      this.changed();
    });
  }

  get choices(): Choices {
    return this.#choices;
  }

  /** Chooses, and keeps it where the browser lets us. */
  choose(change: Partial<Choices>): void {
    this.#choices = { ...this.#choices, ...change };
    try {
      globalThis.localStorage?.setItem(NAME, JSON.stringify(this.#choices));
    } catch {
      // Storage is switched off: the choice holds until the tab is closed.
    }
    this.changed();
  }

  #read(): void {
    try {
      this.#choices = parseChoices(globalThis.localStorage?.getItem(NAME) ?? null);
    } catch {
      // Storage is switched off: everything is as usual.
    }
  }
}

/** The choices of this browser. Elements follow them with `new StoreController(this, preferences)`. */
export const preferences = new Preferences();
