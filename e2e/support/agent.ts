import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './root.ts';

/** The line `npm start -- --json` prints when the agent is ready. */
export interface Ready {
  readonly url: string;
  readonly wsUrl: string;
  readonly host: string;
  readonly port: number;
  readonly pid: number;
  readonly supervisorPid: number;
  readonly cliKeyFile: string;
}

/** A running agent under its supervisor, with a state directory of its own. */
export interface RunningAgent extends Ready {
  /** Stops it the polite way and removes the state directory. */
  stop(): Promise<void>;
}

/** A descriptor every agent under test inherits from whoever started it: no child may ever see it. */
export const STRAY_FD = 7;
/** Keeps the descriptors between the standard ones and the stray one closed. */
const GAP = ['ignore', 'ignore', 'ignore', 'ignore'] as const;

const bin = join(ROOT, 'agent', 'bin', 'pipescope.mjs');

/** Environment of the agents under test: this one's, less what would change how Python children buffer. */
export function cleanEnv(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  delete env['PYTHONUNBUFFERED'];
  delete env['PYTHONDONTWRITEBYTECODE'];
  delete env['SSH_CONNECTION'];
  return env;
}

/** Starts the built agent on a free port. Rejects with what it printed when it does not become ready. */
export async function startAgent(options: { args?: readonly string[]; stateDir?: string } = {}): Promise<RunningAgent> {
  const stateDir = options.stateDir ?? mkdtempSync(join(tmpdir(), 'pipescope-e2e-'));
  const child = spawn(
    process.execPath,
    [bin, 'start', '--no-open', '--json', '--port', '0', '--state-dir', stateDir, ...(options.args ?? [])],
    { cwd: ROOT, env: cleanEnv(), stdio: ['ignore', 'pipe', 'pipe', ...GAP, 'pipe'] },
  );
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints += chunk.toString('utf8');
  });
  const ready = await firstLine(child, () => complaints);
  return {
    ...(JSON.parse(ready) as Ready),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((done) => child.once('exit', done));
        child.kill('SIGTERM');
        await ended;
      }
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

async function firstLine(child: ChildProcess, complaints: () => string): Promise<string> {
  if (child.stdout === null) throw new Error('The agent was started without a stdout pipe');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error(`The agent ended before it was ready: ${complaints()}`);
}
