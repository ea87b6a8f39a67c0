import type { MessageId } from '../strings/message.ts';
import { Store } from '../ui/store.ts';

/** The part of the page a key belongs to; `page` is everywhere. The help for `?` shows what has the focus first. */
export type ActionPlace = 'page' | 'run' | 'lanes' | 'composer' | 'stdin';

/** Something a person can do, by the palette, by a menu, or by a key. */
export interface Action {
  /** `feature.verb`, unique on the page. */
  readonly id: string;
  /** Message of its name, worded as a button: "Toggle wrapping". */
  readonly label: MessageId;
  /**
   * Its keys, the first of which is shown: `c`, `?`, `Alt+K`, `Ctrl+Enter`. A single key acts only while nothing is
   * typed into and single keys are on; `Alt+…` acts everywhere and is matched by the physical key.
   */
  readonly key?: string | readonly string[];
  readonly place?: ActionPlace;
  /** The element listens for the key itself (a key that means something only inside it): here it is for the help. */
  readonly ownKey?: boolean;
  run(): void | Promise<void>;
  /** Why it cannot be done now, as a sentence; null when it can. Asked often: it must be cheap. */
  whyNot(): string | null;
}

/** The keys of an action, the shown one first. */
export function actionKeys({ key }: Action): readonly string[] {
  return key === undefined ? [] : typeof key === 'string' ? [key] : key;
}

/**
 * Everything that can be done on the page now. Elements register what they offer when they appear and take it back
 * when they go; the page's one key listener, the palette, the help and the menus read it here.
 */
class Actions extends Store {
  readonly #all = new Map<string, Action>();

  /** Offers `actions` until the returned function is called. The last to register an id owns it. */
  register(...actions: Action[]): () => void {
    for (const action of actions) this.#all.set(action.id, action);
    this.changed();
    return () => {
      for (const action of actions) if (this.#all.get(action.id) === action) this.#all.delete(action.id);
      this.changed();
    };
  }

  /** In the order of registration. */
  get all(): readonly Action[] {
    return [...this.#all.values()];
  }

  get(id: string): Action | undefined {
    return this.#all.get(id);
  }

  /** Does it if it can be done. False when there is no such action now, or it cannot be done. */
  run(id: string): boolean {
    const action = this.#all.get(id);
    if (action === undefined || action.whyNot() !== null) return false;
    void action.run();
    return true;
  }
}

/** The page's actions. */
export const actions = new Actions();
