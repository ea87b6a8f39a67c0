/** Stops listening; a second call does nothing. */
export type Unsubscribe = () => void;

/** Functions to call when something happens. One that throws stops no other and no caller. */
export class Listeners<Value> {
  readonly #listeners = new Set<{ readonly call: (value: Value) => void }>();

  add(listener: (value: Value) => void): Unsubscribe {
    const entry = { call: listener };
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  emit(value: Value): void {
    for (const { call } of [...this.#listeners]) {
      try {
        call(value);
      } catch (error) {
        reportBug(error);
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}

/** Lets an error of somebody's listener surface as an unhandled rejection, outside our own work. */
export function reportBug(error: unknown): void {
  void Promise.reject(error instanceof Error ? error : new Error(String(error)));
}
