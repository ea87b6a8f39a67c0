import type { RunInfo } from '../messages/run.ts';
import { ProtocolError } from './errors.ts';
import { Listeners, type Unsubscribe } from './listeners.ts';

/** What is known of every run, as last told; kept, read only, after a loss. */
export class RunList {
  readonly #runs = new Map<string, RunInfo>();
  readonly #listeners = new Listeners<readonly string[]>();
  readonly #wholeListeners = new Listeners<void>();

  /** In the order of their numbers. */
  get all(): ReadonlyMap<string, RunInfo> {
    return this.#runs;
  }

  /** @throws ProtocolError for a run that is not known here. */
  get(run: string): RunInfo {
    const info = this.#runs.get(run);
    if (info === undefined) throw new ProtocolError(`Run ${run} is not known here.`);
    return info;
  }

  onChange(listener: (changed: readonly string[]) => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  /** Told when every run there is was told. */
  onWhole(listener: () => void): Unsubscribe {
    return this.#wholeListeners.add(listener);
  }

  /** Runs that are new or changed. */
  update(runs: readonly RunInfo[]): void {
    if (runs.length === 0) return;
    let last = lastNumber(this.#runs);
    let sorted = true;
    for (const run of runs) {
      if (!this.#runs.has(run.run)) {
        sorted &&= run.number > last;
        last = Math.max(last, run.number);
      }
      this.#runs.set(run.run, run);
    }
    if (!sorted) this.#sort();
    this.#listeners.emit(runs.map((run) => run.run));
  }

  /** Every run there is. Returns the others, which are gone. */
  replace(runs: readonly RunInfo[]): readonly string[] {
    const known = new Set(runs.map((run) => run.run));
    const gone = [...this.#runs.keys()].filter((run) => !known.has(run));
    for (const run of gone) this.remove(run);
    this.update(runs);
    this.#wholeListeners.emit();
    return gone;
  }

  remove(run: string): void {
    if (this.#runs.delete(run)) this.#listeners.emit([run]);
  }

  #sort(): void {
    const sorted = [...this.#runs.values()].sort((a, b) => a.number - b.number);
    this.#runs.clear();
    for (const run of sorted) this.#runs.set(run.run, run);
  }
}

function lastNumber(runs: ReadonlyMap<string, RunInfo>): number {
  let last = 0;
  for (const run of runs.values()) last = run.number;
  return last;
}
