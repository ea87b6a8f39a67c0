import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENVIRONMENT } from './environment.ts';
import { procSession } from './proc-state.ts';
import { DEFAULT_TIMEOUT, type Outcome, type ScenarioSpec } from './scenario-format.ts';

const WORKER = fileURLToPath(new URL('./worker.js', import.meta.url));
/** Milliseconds a worker may take beyond its scenario's own timeout before it is killed. */
const GRACE = 10_000;

/** Runs one scenario on the agent's module in a fresh process and directory; afterwards nothing of it is left. */
export async function runInProcess(spec: ScenarioSpec): Promise<Outcome> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'scn-')));
  const worker = fork(WORKER, [], {
    cwd: directory,
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // A session of its own marks what it leaves behind.
    detached: true,
    execArgv: [],
  });
  const endWithUs = (): void => void worker.kill('SIGKILL');
  process.once('exit', endWithUs);
  const guard = setTimeout(() => worker.kill('SIGKILL'), (spec.timeout ?? DEFAULT_TIMEOUT) * 1000 + GRACE);
  try {
    return await outcomeOf(worker, spec);
  } finally {
    clearTimeout(guard);
    process.off('exit', endWithUs);
    worker.kill('SIGKILL');
    await killLeftovers(worker.pid, directory);
    rmSync(directory, { recursive: true, force: true });
  }
}

async function outcomeOf(worker: ChildProcess, spec: ScenarioSpec): Promise<Outcome> {
  let outcome: Outcome | undefined;
  worker.on('message', (message) => {
    outcome = message as Outcome;
  });
  worker.send(spec);
  const [code, signal]: (number | string | null)[] = await once(worker, 'exit');
  const how = signal === null ? `with status ${code}` : `by ${signal}`;
  return outcome ?? { name: spec.name, results: [], scenario_error: `the worker ended ${how} and said nothing` };
}

/** Kills what still runs in the worker's session or in the scenario's directory, until nothing does. */
async function killLeftovers(session: number | undefined, directory: string): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    const left = readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && belongs(pid, session, directory));
    if (left.length === 0) return;
    for (const pid of left) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
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
