/** Milliseconds between two turns. */
const TURN_MILLIS = 10;
/** Turns without an answer after which a hint is given up: hundredths of a second, at least. */
const PATIENCE = 25;
/** Turns without an answer that one answer makes up for. */
const WORTH = 3;

/**
 * A look around in a file system that may not answer at all. Its patience is counted in turns of the event loop without
 * an answer and not in time: on a busy machine answers and turns come late alike, and nothing is given up for that.
 */
export class FileLook {
  /** Resolves when it is given up. */
  readonly givenUp: Promise<null>;
  readonly #patience: number;
  readonly #turns: NodeJS.Timeout;
  /** Turns without an answer, less what answers made up for. */
  #silence = 0;

  /** @param patience turns without an answer after which it is given up: hundredths of a second, at least */
  constructor(patience: number) {
    this.#patience = patience;
    let giveUp: (value: null) => void = () => undefined;
    this.givenUp = new Promise((resolve) => {
      giveUp = resolve;
    });
    this.#turns = setInterval(() => {
      this.#silence += 1;
      if (this.#silence >= patience) giveUp(null);
    }, TURN_MILLIS);
  }

  /** True when half of the patience is used up: better to make do with what has been seen. */
  get slow(): boolean {
    return this.#silence * 2 >= this.#patience;
  }

  /** What the file system answers to one question. */
  async answer<Answer>(question: Promise<Answer>): Promise<Answer> {
    try {
      return await question;
    } finally {
      this.#silence = Math.max(this.#silence - WORTH, 0);
    }
  }

  /** Must be called in the end; nothing is given up afterwards. */
  close(): void {
    clearInterval(this.#turns);
  }
}

/**
 * Looks something up in the file system for a hint. Null when there is none or when the file system does not answer.
 * Never rejects: a hint is not worth another failure, as what is looked at may change or vanish meanwhile.
 */
export async function lookAround<Hint>(find: (look: FileLook) => Promise<Hint | null>): Promise<Hint | null> {
  const look = new FileLook(PATIENCE);
  const hint = await Promise.race([find(look).catch(() => null), look.givenUp]);
  look.close();
  return hint;
}
