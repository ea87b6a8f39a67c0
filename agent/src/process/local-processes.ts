import { createProcessApi, type Spawner } from '@pipescope/protocol/process';
import { nodeClock } from '../client-node/node-clock.ts';
import { OwnGroups } from './own-groups.ts';
import type { PipeTransport } from './pipe-transport.ts';
import { spawnOverPipes } from './spawn-over-pipes.ts';

const groups = new OwnGroups();

const spawner: Spawner = async (request, signal) => {
  let transport: PipeTransport | null = null;
  const tap = {
    data: () => undefined,
    accepted: () => undefined,
    eof: () => undefined,
    exited: () => {
      if (transport !== null) groups.exited(transport);
    },
  };
  transport = await spawnOverPipes(request, { signal, tap });
  groups.add(transport);
  return transport;
};

/** The Process API over children of this process. */
export const localProcesses = createProcessApi(spawner, {
  clock: nodeClock,
  warn: (message) => process.emitWarning(message, 'ResourceWarning'),
});

/**
 * Sends a signal, by number or name, to the process group of a child started here (`startNewSession`,
 * `processGroup: 0`), also when the child itself has ended and others of its group live on.
 * @throws ProcessLookupError for a pid that is no such child, and for a group that is empty.
 * @throws PermissionError when the child is in this process's own group.
 */
export function killGroup(pid: number, signal: number | string): void {
  groups.kill(pid, signal);
}
