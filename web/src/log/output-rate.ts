/** A moment of a run's output. */
interface Sample {
  /** Milliseconds. */
  readonly at: number;
  readonly bytes: number;
  readonly lines: number;
}

/** Output per second. */
export interface Rate {
  readonly bytes: number;
  readonly lines: number;
}

/** The time a rate is taken over, in milliseconds: long enough to be calm, short enough to be now. */
const SPAN = 1_500;
/** Samples nearer than this to the last one are not kept. */
const STEP = 100;

/** How fast output arrives, from counts that are looked at now and then. */
export class OutputRate {
  #samples: Sample[] = [];

  /** Notes the counts at `at` milliseconds of any clock that does not go back. */
  note(at: number, bytes: number, lines: number): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && at - last.at < STEP) return;
    this.#samples.push({ at, bytes, lines });
    while ((this.#samples[1]?.at ?? at) <= at - SPAN) this.#samples.shift();
  }

  /** Per second over the last moments; nothing when no time has passed. */
  at(now: number, bytes: number, lines: number): Rate {
    const first = this.#samples.find((sample) => sample.at >= now - SPAN) ?? this.#samples.at(-1);
    const seconds = first === undefined ? 0 : (now - first.at) / 1000;
    if (first === undefined || seconds < 0.2) return { bytes: 0, lines: 0 };
    return { bytes: (bytes - first.bytes) / seconds, lines: (lines - first.lines) / seconds };
  }
}
