import { randomBytes } from 'node:crypto';
import { makeUlid } from '@pipescope/protocol';
import { osError } from '@pipescope/protocol/process';
import type { Limits } from '../recording/limits.ts';
import { MemoryBudget } from '../recording/memory-budget.ts';
import { type Journal, NO_JOURNAL, RunJournal } from './journal.ts';
import { RequestError } from './request-error.ts';
import { Run } from './run.ts';
import type { RunStart } from './run-start.ts';
import type { RunSpawner } from './run-transport.ts';
import { SpawnLimiter } from './spawn-limiter.ts';

/** Random bytes of a ULID. */
const ULID_RANDOM = 10;

/** What is told of runs. */
export interface RunListener {
  /** New or changed. */
  changed(run: Run): void;
  /** Forgotten. */
  gone(run: Run): void;
}

export interface NewRun extends Pick<RunStart, 'request' | 'envNames' | 'consumer' | 'readAhead' | 'lease'> {
  /** `session` of the client that asks. */
  readonly by: string;
}

/** All runs of this agent, in the order in which they were started. */
export class RunRegistry {
  readonly #limits: Limits;
  readonly #spawn: RunSpawner;
  readonly #limiter: SpawnLimiter;
  readonly #budget: MemoryBudget;
  readonly #journal: RunJournal;
  readonly #runs = new Map<string, Run>();
  readonly #listeners = new Set<RunListener>();
  #lastNumber = 0;
  #closing = false;

  constructor(limits: Limits, spawn: RunSpawner, journal: Journal = NO_JOURNAL) {
    this.#journal = new RunJournal(journal);
    this.#limits = limits;
    this.#spawn = spawn;
    this.#limiter = new SpawnLimiter(limits.spawnsPerSecond, limits.spawnWaitMillis);
    this.#budget = new MemoryBudget(limits.memoryTotal);
  }

  /** Every run known, oldest first. */
  all(): IterableIterator<Run> {
    return this.#runs.values();
  }

  /** A run, or undefined when it is not (or no longer) known. */
  find(id: string): Run | undefined {
    return this.#runs.get(id);
  }

  /** @throws RequestError for a run that is not (or no longer) known. */
  get(id: string): Run {
    const run = this.#runs.get(id);
    if (run === undefined)
      throw new RequestError('PS_NO_SUCH_RUN', `There is no run ${id}. It may have been forgotten.`);
    return run;
  }

  /** Tells of every run that is new, changed or forgotten; returns how to stop it. */
  listen(listener: RunListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Starts a process as a new run, which is in state `failed` when that cannot be; it then stays in the list, unless a
   * script asked for it.
   * @throws OSError (EAGAIN) above the limits, RequestError while the agent stops: there is no run then.
   */
  async start(start: NewRun): Promise<Run> {
    await this.#admit(start);
    const run = new Run({
      ...start,
      id: makeUlid(Date.now(), randomBytes(ULID_RANDOM)),
      number: ++this.#lastNumber,
      limits: this.#limits,
      budget: this.#budget,
      changed: (changed) => this.#tellChanged(changed),
      signalled: (signalled, ...what) => this.#journal.signalled(signalled, ...what),
    });
    this.#runs.set(run.id, run);
    await run.start(this.#spawn);
    this.#journal.started(run, start);
    if (run.error === null) void run.ended().then(() => this.#journal.exited(run));
    if (run.state === 'failed' && start.consumer === 'script') this.#forget(run);
    if (this.#closing) run.close();
    return run;
  }

  /** Drops an ended run. @throws RequestError while it runs. */
  forget(id: string): void {
    const run = this.get(id);
    if (!isEnded(run)) throw new RequestError('PS_STILL_RUNS', `Run #${run.number} still runs. End it first.`);
    this.#forget(run);
  }

  /** Makes all that is recorded visible to readers. */
  flush(): void {
    for (const run of this.#runs.values()) run.flush();
  }

  /** From now on nothing is started; what is starting is ended. */
  close(): void {
    this.#closing = true;
  }

  async #admit(start: NewRun): Promise<void> {
    try {
      await this.#limiter.turn();
      if (this.#closing)
        throw new RequestError('PS_SHUTTING_DOWN', 'The agent is stopping: nothing is started any more.');
      this.#makeRoom();
    } catch (error) {
      this.#journal.refused(start, error);
      throw error;
    }
  }

  #makeRoom(): void {
    let live = 0;
    for (const run of this.#runs.values()) if (!isEnded(run)) live++;
    if (live >= this.#limits.runsRunning) {
      throw osError('EAGAIN', { message: `${live} processes run already, which is the most this agent allows` });
    }
    for (const run of this.#runs.values()) {
      if (this.#runs.size < this.#limits.runsRemembered) break;
      if (isEnded(run)) this.#forget(run);
    }
  }

  #forget(run: Run): void {
    this.#runs.delete(run.id);
    run.close();
    run.record.clear();
    for (const listener of this.#listeners) listener.gone(run);
  }

  #tellChanged(run: Run): void {
    if (!this.#runs.has(run.id)) return;
    for (const listener of this.#listeners) listener.changed(run);
  }
}

function isEnded(run: Run): boolean {
  return run.state === 'exited' || run.state === 'failed';
}
