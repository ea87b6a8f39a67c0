/** Answers by the key their request had, so that a request repeated after a cut is done once. */
export class OnceTable {
  readonly #bound: number;
  readonly #answers = new Map<string, Promise<unknown>>();

  /** @param bound answers kept; the oldest go */
  constructor(bound: number) {
    this.#bound = bound;
  }

  /** The answer given under `key`, or the one that `run` gives now. */
  do<T>(key: string, run: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(key);
    if (known !== undefined) return known as Promise<T>;
    const answer = run();
    answer.catch(() => undefined);
    this.#answers.set(key, answer);
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= this.#bound) break;
      this.#answers.delete(oldest);
    }
    return answer;
  }
}
