import type { ConsumerName } from '@pipescope/protocol';
import type { SpawnRequest } from '@pipescope/protocol/process';
import type { Limits } from '../recording/limits.ts';
import type { MemoryBudget } from '../recording/memory-budget.ts';
import type { Run } from './run.ts';
import type { EnvNames } from './spawn-spec.ts';

/** What a run begins with. */
export interface RunStart {
  /** ULID. */
  readonly id: string;
  /** Small number for people. */
  readonly number: number;
  readonly request: SpawnRequest;
  readonly envNames: EnvNames;
  readonly consumer: ConsumerName;
  /** 0: with consumer `paused`, nothing is taken from the kernel. */
  readonly readAhead?: 0 | undefined;
  /** Session that holds the lease when the consumer is `script`. */
  readonly lease: string | null;
  readonly limits: Limits;
  readonly budget: MemoryBudget;
  /** Something that `runInfo` shows has changed. */
  readonly changed: (run: Run) => void;
  /** A signal was sent. */
  readonly signalled?: (run: Run, signal: number, target: 'process' | 'group', by: string) => void;
}
