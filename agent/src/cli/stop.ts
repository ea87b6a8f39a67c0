import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from './exit-code.ts';
import { requireRunningAgent } from './running-agent.ts';

/** Milliseconds an agent has to end its runs and itself. */
const PATIENCE = 5_000;
const POLL = 25;

/** Asks the agent that runs to end its runs and itself, and waits until it is gone. */
export async function runStop(stateDir: string): Promise<void> {
  const { client, file } = await requireRunningAgent(stateDir);
  // The process that has just proved to be the agent, not whatever number a file may hold.
  const { pid } = client.agent;
  client.close();
  process.kill(pid, 'SIGTERM');
  const deadline = performance.now() + PATIENCE;
  while (isAlive(pid) || isAlive(file.supervisorPid)) {
    if (performance.now() > deadline) throw new CommandError(`The agent (pid ${pid}) did not end within 5 s`);
    await sleep(POLL);
  }
  process.stdout.write('Stopped.\n');
}

/** False also for a process that has ended and that its parent has not yet waited for. */
function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.at(stat.lastIndexOf(')') + 2) !== 'Z';
  } catch {
    return false;
  }
}
