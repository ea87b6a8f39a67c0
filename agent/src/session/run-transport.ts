import type { ProcessTransport, SpawnRequest } from '@pipescope/protocol/process';
import type { ProcessTap } from '../process/process-tap.ts';

/** What a run needs beyond what a process needs. */
export interface RunTransport extends ProcessTransport {
  /** Bytes in the kernel pipe of an output stream (FIONREAD); 0 once it is closed. */
  unread(stream: 1 | 2): number;
}

/** Starts a child with a tap on it. Rejects with an OSError class and leaves nothing behind. */
export type RunSpawner = (
  request: SpawnRequest,
  options: { readonly tap: ProcessTap; readonly transient: true },
) => Promise<RunTransport>;
