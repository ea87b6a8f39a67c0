import type { Client, RunInfo } from './protocol.ts';

type Agent = NonNullable<Client['agent']>;

/** Most runs of agents that are gone; the newest are kept. */
export const MOST_GONE_RUNS = 1_000;

const nameOf = ({ host, pid, startedAt }: Agent): string => `${host} ${pid} ${startedAt}`;

/** The runs of agents that were here before the one that answers now: kept as they were last seen, read only. */
export class GoneRuns {
  #agent: string | null = null;
  #runs: ReadonlyMap<string, RunInfo> = new Map();

  /** Newest first. */
  get all(): readonly RunInfo[] {
    return [...this.#runs.values()];
  }

  has(run: string): boolean {
    return this.#runs.has(run);
  }

  /**
   * Looks who answers. True when it is another agent than before: then the runs known are those of the earlier one.
   * @param known newest first
   */
  look(agent: Agent | null, known: readonly RunInfo[]): boolean {
    if (agent === null || nameOf(agent) === this.#agent) return false;
    const isOther = this.#agent !== null;
    this.#agent = nameOf(agent);
    if (!isOther) return false;
    const own = known.filter(({ run }) => !this.#runs.has(run));
    const kept = [...own, ...this.#runs.values()].slice(0, MOST_GONE_RUNS);
    this.#runs = new Map(kept.map((run) => [run.run, run]));
    return true;
  }
}
