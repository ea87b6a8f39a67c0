import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENT } from './environment.ts';
import { pause } from './pause.ts';
import { procSession } from './proc-state.ts';
import { DEFAULT_TIMEOUT, type Outcome, type ScenarioSpec } from './scenario-format.ts';

const WORKER = fileURLToPath(new URL('./worker.js', import.meta.url));
/** Milliseconds a worker may take beyond its scenario's own timeout before it is killed. */
const GRACE = 10_000;
/** Looks for leftovers before they are given up. */
const ROUNDS = 100;
const ROUND_MILLIS = 5;

/** What a worker is asked to do. */
export interface Work {
  readonly spec: ScenarioSpec;
  /** Its working directory from now on. */
  readonly directory: string;
}

/**
 * A process that runs scenarios on the agent's module, one after another, each in a fresh directory; afterwards nothing
 * of it is left. After one that went wrong a new process takes over.
 */
export class ScenarioWorker {
  #worker: ChildProcess | null = null;

  async run(spec: ScenarioSpec): Promise<Outcome> {
    const directory = realpathSync(mkdtempSync(join(tmpdir(), 'scn-')));
    const worker = (this.#worker ??= this.#start());
    const guard = setTimeout(() => worker.kill('SIGKILL'), (spec.timeout ?? DEFAULT_TIMEOUT) * 1000 + GRACE);
    try {
      const outcome = await outcomeOf(worker, { spec, directory });
      if (outcome.scenario_error !== undefined || outcome.scenario_timeout === true) this.stop();
      return outcome;
    } finally {
      clearTimeout(guard);
      await killLeftovers(worker, directory);
      rmSync(directory, { recursive: true, force: true });
    }
  }

  /** One that ends by itself, also between two scenarios, is not asked again. */
  #start(): ChildProcess {
    const worker = startWorker();
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    return worker;
  }

  /** Ends the process. */
  stop(): void {
    this.#worker?.kill('SIGKILL');
    this.#worker = null;
  }
}

function startWorker(): ChildProcess {
  const worker = fork(WORKER, [], {
    cwd: '/',
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // A session of its own marks what it leaves behind.
    detached: true,
    execArgv: [],
  });
  const endWithUs = (): void => void worker.kill('SIGKILL');
  process.once('exit', endWithUs);
  worker.once('exit', () => process.off('exit', endWithUs));
  return worker;
}

function outcomeOf(worker: ChildProcess, work: Work): Promise<Outcome> {
  return new Promise((resolve) => {
    const answered = (outcome: unknown): void => {
      worker.off('exit', ended);
      resolve(outcome as Outcome);
    };
    const ended = (code: number | null, signal: string | null): void => {
      worker.off('message', answered);
      const how = signal === null ? `with status ${code}` : `by ${signal}`;
      const words = `the worker ended ${how} and said nothing`;
      resolve({ name: work.spec.name, results: [], scenario_error: words });
    };
    worker.once('message', answered);
    worker.once('exit', ended);
    worker.send(work);
  });
}

/** Kills what still runs in the worker's session or in the scenario's directory, but the worker, until nothing does. */
async function killLeftovers({ pid: session }: ChildProcess, directory: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const left = readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && pid !== session && belongs(pid, session, directory));
    if (left.length === 0) return;
    for (const pid of left) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
    await pause(ROUND_MILLIS);
  }
}

function belongs(pid: number, session: number | undefined, directory: string): boolean {
  if (session !== undefined && procSession(pid) === session) return true;
  try {
    const cwd = readlinkSync(`/proc/${pid}/cwd`);
    return cwd === directory || cwd.startsWith(`${directory}/`);
  } catch {
    return false;
  }
}
