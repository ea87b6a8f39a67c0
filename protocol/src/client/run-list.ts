import type { RunInfo } from '../messages/run.ts';
import { ProtocolError } from './errors.ts';
import { Listeners, type Unsubscribe } from './listeners.ts';

/** The older runs of a list that did not fit into one answer. */
interface OlderRuns {
  /** First number that the answer had. */
  readonly before: number;
  /** How many there are. */
  readonly count: number;
  /** Told since, or told to be gone. */
  readonly told: Set<string>;
}

/** What is known of every run, as last told; kept, read only, after a loss. */
export class RunList {
  readonly #runs = new Map<string, RunInfo>();
  readonly #left: (run: string) => void;
  #older: OlderRuns | null = null;
  readonly #listeners = new Listeners<readonly string[]>();
  readonly #wholeListeners = new Listeners<void>();

  /** @param left told of every run that a new list does not have any more */
  constructor(left: (run: string) => void) {
    this.#left = left;
  }

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
    for (const run of runs) this.#tell(run);
  }

  /**
   * The runs of a new list. When it has more than these, they are the newest, and the older ones follow in `update`:
   * what is known of those stays until then.
   * @param total how many runs the list has
   */
  replace(runs: readonly RunInfo[], total: number): void {
    const [oldest] = runs;
    const count = oldest === undefined ? 0 : Math.max(0, total - runs.length);
    this.#older = null;
    this.#keep(new Set(runs.map((run) => run.run)), count === 0 ? 0 : (oldest?.number ?? 0));
    this.update(runs);
    if (count === 0) this.#wholeListeners.emit();
    else this.#older = { before: oldest?.number ?? 0, count, told: new Set() };
  }

  remove(run: string): void {
    const info = this.#runs.get(run);
    if (this.#runs.delete(run)) this.#listeners.emit([run]);
    // One that is not known here is of those that were still to be told.
    this.#tell(info ?? { run, number: 0 });
  }

  /** Notes that an older run was told; with the last of them, those that were not are gone. */
  #tell({ run, number }: Pick<RunInfo, 'run' | 'number'>): void {
    const older = this.#older;
    if (older === null || number >= older.before) return;
    older.told.add(run);
    if (older.told.size < older.count) return;
    this.#older = null;
    const newer = [...this.#runs.values()].filter((each) => each.number >= older.before);
    this.#keep(new Set([...older.told, ...newer.map((each) => each.run)]), 0);
    this.#wholeListeners.emit();
  }

  /** Lets all others go, but for those with a number below `before`. */
  #keep(known: ReadonlySet<string>, before: number): void {
    for (const { run, number } of [...this.#runs.values()]) {
      if (known.has(run) || number < before) continue;
      this.remove(run);
      this.#left(run);
    }
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
