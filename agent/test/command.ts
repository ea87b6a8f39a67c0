import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReadyLine } from '../src/cli/channel.ts';

const BIN = fileURLToPath(new URL('../bin/pipescope.mjs', import.meta.url));

/** How a command ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs. */
export interface RunningCommand {
  readonly child: ChildProcess;
  readonly ended: Promise<CommandResult>;
  /** Resolves with what standard output holds once it matches. */
  output(pattern: RegExp): Promise<string>;
  /** The JSON line of `start --json`. */
  ready(): Promise<ReadyLine>;
}

/** A directory for state, and the built command in a clean environment; stops what is left at the end. */
export class CommandBench implements AsyncDisposable {
  readonly directory = mkdtempSync(join(tmpdir(), 'pipescope-cli-'));
  readonly stateDir = join(this.directory, 'state');
  readonly #running: RunningCommand[] = [];

  /** Starts `pipescope ARGS --state-dir DIR`. */
  run(args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningCommand {
    const { PATH: path = '' } = process.env;
    const child = spawn(process.execPath, [BIN, ...args, '--state-dir', this.stateDir], {
      env: { PATH: path, HOME: this.directory, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    const ended = new Promise<CommandResult>((resolve) => {
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    const output = async (pattern: RegExp): Promise<string> => {
      const isOver = ended.then(() => true);
      while (!pattern.test(stdout)) {
        const more = new Promise<false>((resolve) => {
          child.stdout?.once('data', () => resolve(false));
        });
        if (await Promise.race([more, isOver])) break;
      }
      if (!pattern.test(stdout)) throw new Error(`It ended without ${pattern}: ${stdout}${stderr}`);
      return stdout;
    };
    const command: RunningCommand = { child, ended, output, ready: async () => JSON.parse(await output(/\}\n/)) };
    this.#running.push(command);
    return command;
  }

  /** Runs a command to its end. */
  finish(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<CommandResult> {
    return this.run(args, env).ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { child } of this.#running) child.kill('SIGTERM');
    await Promise.all(this.#running.map(({ ended }) => ended));
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Whether a process runs; one that has ended and was not waited for does not. */
export function isRunning(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.at(stat.lastIndexOf(')') + 2) !== 'Z';
  } catch {
    return false;
  }
}
