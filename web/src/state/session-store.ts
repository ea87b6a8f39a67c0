import { Store } from '../ui/store.ts';
import type { Connection, Knowledge } from './connection.ts';
import { cutProblem, type Draft, draftOfRun, draftSpec, EMPTY_DRAFT, edited } from './draft.ts';
import { GoneRuns } from './gone-runs.ts';
import { OwnSessions } from './own-sessions.ts';
import type { Client, RunInfo, SpawnSpecInput, StepHow } from './protocol.ts';
import { parseRoute, type Route, routePath } from './route.ts';
import type { RowStore } from './row-store.ts';
import { RowStores } from './row-stores.ts';
import { isLive, type OutputName, signalTarget } from './run-words.ts';

/** A start that was refused before any run existed, in words. */
export interface StartProblem {
  readonly words: string;
}

/** The command of a run, whole, and the variables that were set for it. */
export interface StartedWith extends Pick<RunInfo, 'argv' | 'shell'> {
  readonly env: readonly (readonly [string, string])[];
}

const byNewest = (a: RunInfo, b: RunInfo): number => b.number - a.number;

/** What this page shows: the runs, which one is looked at, and what stands in the composer. */
export class SessionStore extends Store {
  readonly connection: Connection;
  readonly #own = new OwnSessions(sessionStorage);
  #client: Client | null = null;
  #runs: readonly RunInfo[] = [];
  #loaded = false;
  #route: Route = { page: 'home' };
  /** Where the settings were opened from. */
  #before: Route = { page: 'home' };
  #homeRun: string | null = null;
  #draft: Draft = EMPTY_DRAFT;
  #composing = false;
  #composeAsks = 0;
  #starting = false;
  #problem: StartProblem | null = null;
  readonly #rows = new RowStores((draw) => requestAnimationFrame(draw));
  readonly #gone = new GoneRuns();
  /** Specs of runs started from this tab, so that they can be started again with their environment. */
  readonly #specs = new Map<string, { spec: SpawnSpecInput; consumer: Draft['consumer'] }>();
  /** When Stop was pressed, by run, in milliseconds of `performance.now()`, and whom it asked to end. */
  readonly #stops = new Map<string, { readonly at: number; readonly target: 'process' | 'group' }>();

  constructor(connection: Connection, path: string) {
    super();
    this.connection = connection;
    this.#route = parseRoute(path);
    connection.subscribe(() => this.#connectionMoved());
  }

  /** Newest first, those of an agent that is gone after the others. */
  get runs(): readonly RunInfo[] {
    return this.#runs;
  }
  /** The names this tab has as `by` of signals. */
  get ownSessions(): readonly string[] {
    return this.#own.names;
  }
  /** True once the agent's list has arrived: only then "no runs" means that there are none. */
  get loaded(): boolean {
    return this.#loaded;
  }
  get route(): Route {
    return this.#route;
  }
  /** The run in the address, else the one that was the newest when home was opened: nothing jumps while it is read. */
  get selected(): RunInfo | null {
    if (this.#route.page === 'settings') return null;
    const wanted = this.#route.page === 'run' ? this.#route.run : this.#homeRun;
    return this.#runs.find(({ run }) => run === wanted) ?? null;
  }
  get draft(): Draft {
    return this.#draft;
  }
  /** True while the composer was asked for by name: it then shows also where it otherwise hides. */
  get composing(): boolean {
    return this.#composing;
  }
  /** How often the composer was asked for: each time it takes the focus. */
  get composeAsks(): number {
    return this.#composeAsks;
  }
  get starting(): boolean {
    return this.#starting;
  }
  get problem(): StartProblem | null {
    return this.#problem;
  }

  /** The rows of a run; those of the run looked at before are no longer asked for. */
  rowsOf(run: string): RowStore | null {
    return this.#client === null ? null : this.#rows.of(run, this.knowsOf({ run }) === 'gone' ? null : this.#client);
  }

  /** True for a run of an agent before the one that answers now. */
  isEarlier({ run }: Pick<RunInfo, 'run'>): boolean {
    return this.#gone.has(run);
  }

  /** How far what is said of a run can be relied on. */
  knowsOf({ run }: Pick<RunInfo, 'run'>): Knowledge {
    return this.isEarlier({ run }) ? 'gone' : this.connection.knows;
  }

  /** Whom a signal can reach, as far as is known; null when there is nobody. */
  targetOf(run: RunInfo): 'process' | 'group' | null {
    return this.knowsOf(run) === 'gone' ? null : signalTarget(run);
  }

  /** True while there is a process to act on, or might be one. */
  lives(run: RunInfo): boolean {
    return isLive(run) && this.knowsOf(run) !== 'gone';
  }

  /** What a run of this tab was started with, whole; null for the others, of which only what is told is known. */
  startedWith(run: string): StartedWith | null {
    const spec = this.#specs.get(run)?.spec;
    if (spec === undefined) return null;
    const changed = (spec.env ?? spec.envDiff ?? []).filter((pair): pair is [string, string] => pair[1] !== null);
    return { argv: spec.argv, shell: spec.shell ?? false, env: changed };
  }

  select(run: string): void {
    this.#composing = false;
    this.#go({ page: 'run', run });
  }

  /** Back to the list (on a phone) or the newest run. */
  goHome(): void {
    this.#homeRun = this.#runs[0]?.run ?? null;
    this.#composing = false;
    this.#go({ page: 'home' });
  }

  openSettings(): void {
    if (this.#route.page === 'settings') return;
    this.#before = this.#route;
    this.#composing = false;
    this.#go({ page: 'settings' });
  }

  /** Back to what was shown before the settings. */
  leaveSettings(): void {
    this.#go(this.#before);
  }

  /** The address changed by the browser's own buttons. */
  arrive(path: string): void {
    this.#route = parseRoute(path);
    this.#composing = false;
    this.changed();
  }

  /** Shows the composer, with `draft` in it when given. */
  compose(draft: Draft | null = null): void {
    if (draft !== null) this.#draft = draft;
    this.#composeAsks += 1;
    this.#composing = true;
    this.#problem = draft === null ? null : cutProblem(draft);
    if (this.#route.page === 'settings') this.leaveSettings();
    else this.changed();
  }

  stopComposing(): void {
    this.#composing = false;
    this.changed();
  }

  edit(change: Partial<Draft>): void {
    this.#draft = edited(this.#draft, change);
    this.#problem = null;
    this.changed();
  }

  /** Starts what stands in the composer and shows the new run, also one that could not start. */
  async start(): Promise<void> {
    const home = this.#client?.agent?.home ?? '/';
    const draft = this.#draft;
    if (await this.#spawn(draftSpec(draft, home), draft.consumer)) {
      if (this.#draft === draft) this.#draft = { ...EMPTY_DRAFT, form: draft.form };
      this.#composing = false;
      this.changed();
    }
  }

  /** Starts the same thing again; where that cannot be known in full it goes to the composer instead. */
  async startAgain(run: RunInfo): Promise<void> {
    const kept = this.#specs.get(run.run);
    const draft = draftOfRun(run);
    if (kept !== undefined) await this.#spawn(kept.spec, kept.consumer);
    else if (draft.cut || draft.env.some(({ unknown }) => unknown === true)) this.compose(draft);
    else await this.#spawn(draftSpec(draft, this.#client?.agent?.home ?? '/'), draft.consumer);
  }

  async #spawn(spec: SpawnSpecInput, consumer: Draft['consumer']): Promise<boolean> {
    const client = this.#client;
    if (client === null || !this.connection.connected || this.#starting) return false;
    this.#starting = true;
    this.#problem = null;
    this.changed();
    try {
      const { run } = await client.spawn(spec, { consumer });
      this.#specs.set(run, { spec, consumer });
      this.#takeRuns();
      this.#go({ page: 'run', run });
      return true;
    } catch (error) {
      // What could not start stays in the list as a failed run, told before the reply unless the socket was full.
      const run = client.failedRunOf(error);
      if (run !== null && !client.runs.has(run)) await client.sync().catch(() => undefined);
      this.#takeRuns();
      if (run === null) this.#problem = { words: error instanceof Error ? error.message : String(error) };
      else {
        this.#specs.set(run, { spec, consumer });
        // What is typed stays. Where composer and run take turns, why it could not start is what has to be seen.
        this.#composing = false;
        this.#go({ page: 'run', run });
      }
      return false;
    } finally {
      this.#starting = false;
      this.changed();
    }
  }

  signal(run: RunInfo, signal: number, target: 'process' | 'group'): Promise<void> {
    return this.#client?.signal(run.run, signal, target) ?? Promise.resolve();
  }

  /** SIGTERM to whom it can reach; remembers when, because Stop becomes Kill when it has no effect. */
  stop(run: RunInfo): Promise<void> {
    const target = signalTarget(run) ?? 'process';
    this.#stops.set(run.run, { at: performance.now(), target });
    this.changed();
    return this.signal(run, 15, target);
  }

  /** SIGKILL to whom it can reach. */
  kill(run: RunInfo): Promise<void> {
    return this.signal(run, 9, signalTarget(run) ?? 'process');
  }

  /** One read of an output by hand. Rejects as the read does. */
  async step(run: RunInfo, stream: OutputName, how: StepHow): Promise<number> {
    return (await this.#client?.step(run.run, stream, how))?.bytes ?? 0;
  }

  /** When Stop was pressed for a run, in milliseconds of `performance.now()`. */
  stoppedAt(run: string): number | undefined {
    return this.#stops.get(run)?.at;
  }

  consume(run: RunInfo, consumer: Draft['consumer']): Promise<void> {
    return this.#client?.consumer(run.run, consumer) ?? Promise.resolve();
  }

  #go(route: Route): void {
    this.#route = route;
    const path = routePath(route);
    if (location.pathname !== path) history.pushState(null, '', path);
    this.changed();
  }

  #connectionMoved(): void {
    const client = this.connection.client;
    if (client !== null && client !== this.#client) {
      this.#client = client;
      client.onRuns(() => {
        this.#lookWhoAnswers(client);
        this.#takeRuns();
        this.changed();
      });
    }
    if (client !== null) this.#lookWhoAnswers(client);
    if (client !== null && client.session !== null) this.#own.add(client.session);
    if (this.connection.connected && !this.#loaded) void this.#load();
    this.changed();
  }

  /** Another agent knows nothing of the runs on the page: they are kept as they were. */
  #lookWhoAnswers({ agent }: Client): void {
    if (!this.#gone.look(agent, this.#runs)) return;
    this.#rows.freeze();
    this.#stops.clear();
    this.#takeRuns();
  }

  async #load(): Promise<void> {
    await this.#client?.sync().catch(() => undefined);
    if (!this.connection.connected) return;
    this.#loaded = true;
    this.#takeRuns();
    this.changed();
  }

  #takeRuns(): void {
    // Until the new agent's list has come, the client still holds that of the old one.
    const answering = [...(this.#client?.runs.values() ?? [])].filter((run) => !this.isEarlier(run));
    this.#runs = [...answering.sort(byNewest), ...this.#gone.all];
    if (!this.#runs.some(({ run }) => run === this.#homeRun)) this.#homeRun = this.#runs[0]?.run ?? null;
    for (const run of this.#runs) {
      if (this.#stops.get(run.run)?.target !== signalTarget(run)) this.#stops.delete(run.run);
    }
  }
}
