import { createProcessApi, type ProcessApi, type Spawner } from '@pipescope/protocol/process';
import { nodeClock } from '../src/client-node/node-clock.ts';
import type { PipeTransport } from '../src/process/pipe-transport.ts';
import { spawnOverPipes } from '../src/process/spawn-over-pipes.ts';

/** The Process API over pipes of this process, with a view of what lies under the process started last. */
export interface LocalApi extends ProcessApi {
  /** Of the process started last. */
  unread(stream: 1 | 2): number;
}

export function localApi(): LocalApi {
  let last: PipeTransport | null = null;
  const spawner: Spawner = async (request, signal) => {
    last = await spawnOverPipes(request, { signal });
    return last;
  };
  const api = createProcessApi(spawner, { clock: nodeClock });
  return { ...api, unread: (stream) => last?.unread(stream) ?? 0 };
}
