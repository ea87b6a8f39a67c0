import { readdirSync } from 'node:fs';
import { becomeSubreaper, endAdopted } from '../os/adopted.ts';
import { statFields } from '../os/process-tree.ts';

/**
 * Ends what runs leave behind when there is no supervisor to do it. Made when the supervisor is found dead: from then
 * on orphans come to this process. Those that were orphans before now belong to init and are known by their session
 * only, this agent's or a running leader's; one that had changed its session too is out of reach.
 */
export class LastSweep {
  readonly #sessions: ReadonlySet<string>;

  /** @param leaders pids of running processes that lead a session */
  constructor(leaders: readonly number[]) {
    becomeSubreaper();
    const own = isSessionLeader() ? [process.pid] : [];
    this.#sessions = new Set([...own, ...leaders].map(String));
  }

  /** Kills whatever is left. Resolves when it is gone. */
  async finish(): Promise<void> {
    for (const pid of readdirSync('/proc').map(Number)) {
      if (!(pid > 0) || pid === process.pid) continue;
      const [, , , session = ''] = statFields(pid);
      if (this.#sessions.has(session)) kill(pid);
    }
    await endAdopted();
  }
}

function isSessionLeader(): boolean {
  return statFields(process.pid)[3] === String(process.pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}
