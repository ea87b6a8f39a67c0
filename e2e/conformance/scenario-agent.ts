import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '@pipescope/agent/client';
import { type Client, parseStoredKey } from '@pipescope/protocol/client';
import type { Ready } from '../support/agent.ts';
import { descendants } from '../support/proc.ts';
import { ENVIRONMENT } from './environment.ts';
import { pause } from './pause.ts';

const BIN = fileURLToPath(new URL('../../../agent/bin/pipescope.mjs', import.meta.url));
/** Looks for leftovers before they are given up. */
const ROUNDS = 100;
const ROUND_MILLIS = 5;

/** What a start tells the process that made it, over Node's channel. */
type Message =
  | { readonly type: 'ready'; readonly ready: Ready }
  | { readonly type: 'failed'; readonly message: string };

/** An agent whose children inherit what FORMAT.md says, in processes of its own and with a state directory of its own. */
export class ScenarioAgent {
  readonly #child: ChildProcess;
  readonly #ready: Ready;
  readonly #stateDir: string;

  private constructor(child: ChildProcess, ready: Ready, stateDir: string) {
    this.#child = child;
    this.#ready = ready;
    this.#stateDir = stateDir;
  }

  /** Starts one on a free port. @throws Error with its words when it does not become ready */
  static async start(): Promise<ScenarioAgent> {
    const stateDir = mkdtempSync(join(tmpdir(), 'scn-agent-'));
    process.umask(0o022);
    const child = fork(BIN, ['start', '--no-open', '--port', '0', '--state-dir', stateDir], {
      cwd: '/',
      env: ENVIRONMENT,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      detached: true,
      execArgv: [],
    });
    const endWithUs = (): void => void child.kill('SIGTERM');
    process.once('exit', endWithUs);
    child.once('exit', () => process.off('exit', endWithUs));
    return new ScenarioAgent(child, await readiness(child), stateDir);
  }

  /** A client with the command line's key. */
  connect(): Promise<Client> {
    const key = parseStoredKey(JSON.parse(readFileSync(this.#ready.cliKeyFile, 'utf8')));
    if (key === null) throw new Error(`${this.#ready.cliKeyFile} holds no key`);
    return connect(this.#ready.wsUrl, key);
  }

  /** Kills everything that runs below it, wherever it has got to; the supervisor adopts what has lost its parent. */
  async killLeftovers(): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const left = descendants(this.#ready.supervisorPid).filter(({ pid }) => pid !== this.#ready.pid);
      if (left.length === 0) return;
      for (const { pid } of left) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It has ended by itself.
        }
      }
      await pause(ROUND_MILLIS);
    }
  }

  /** Ends it the polite way. */
  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode === null && signalCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await ended;
    }
    rmSync(this.#stateDir, { recursive: true, force: true });
  }
}

function readiness(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: Message) => {
      if (message.type === 'ready') resolve(message.ready);
      else reject(new Error(message.message));
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`The agent ended (${signal ?? code}) before it was ready.`)));
  });
}
