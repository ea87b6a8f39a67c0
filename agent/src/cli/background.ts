import { spawn } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FromAgent, ReadyLine } from './channel.ts';
import { CommandError } from './exit-code.ts';

const BIN = fileURLToPath(new URL('../../bin/pipescope.mjs', import.meta.url));
const LOG_FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;

/**
 * Starts a supervisor without a terminal, in a session of its own, and leaves it. What it and its runs print goes to
 * `agent.log` in the state directory.
 * @throws CommandError with the words of the agent when it cannot start
 */
export function startInBackground(args: readonly string[], stateDir: string): Promise<ReadyLine> {
  const log = openSync(join(stateDir, 'agent.log'), LOG_FLAGS, 0o600);
  const argv = [BIN, 'start', ...args.filter((argument) => argument !== '--background'), '--no-open'];
  const child = spawn(process.execPath, argv, { detached: true, stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  return new Promise((resolve, reject) => {
    child.on('message', (message: FromAgent) => {
      if (message.type === 'failed') reject(new CommandError(message.message, message.exitCode));
      if (message.type !== 'ready') return;
      child.disconnect();
      child.unref();
      resolve(message.ready);
    });
    child.on('error', (error) => reject(new CommandError(`Cannot start in the background: ${error.message}`)));
    child.on('exit', () => reject(new CommandError(`The agent did not start. See ${join(stateDir, 'agent.log')}`)));
  });
}
