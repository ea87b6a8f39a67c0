import { type AbortSignalLike, CancelledError, type SpawnRequest } from '@pipescope/protocol/process';
import { spawn } from '../os/spawn.ts';
import { PipeTransport } from './pipe-transport.ts';
import type { ProcessTap } from './process-tap.ts';
import { openStdioTable } from './stdio-table.ts';

/** Who watches the child and who may still call the start off. */
export interface SpawnOverPipesOptions {
  readonly tap?: ProcessTap | undefined;
  readonly signal?: AbortSignalLike | undefined;
  /** Chunks are true only until the tap and the sink have seen them: for a tap that keeps its own copy. */
  readonly transient?: boolean | undefined;
}

/**
 * Starts a child with real pipes, or a real terminal. The start itself happens before this returns.
 * @throws OSError classes, and then nothing is left: no process, no zombie, no descriptor.
 * @throws CancelledError when the signal is aborted before the promise resolves; the child is killed and reaped first.
 */
export async function spawnOverPipes(
  request: SpawnRequest,
  { tap, signal, transient }: SpawnOverPipesOptions = {},
): Promise<PipeTransport> {
  if (isAborted(signal)) throw new CancelledError();
  const transport = start(request, tap, transient);
  // The caller's next step may be to abort.
  await Promise.resolve();
  if (!isAborted(signal)) return transport;
  await new Promise<void>((resolve) => {
    transport.start({ exited: () => resolve() });
    transport.close();
  });
  throw new CancelledError();
}

function start(request: SpawnRequest, tap: ProcessTap | undefined, transient: boolean | undefined): PipeTransport {
  const table = openStdioTable(request);
  try {
    const pid = spawn({ ...request, stdio: table.child });
    return new PipeTransport({ pid, ends: table.parent, request }, tap, { transient });
  } catch (error) {
    table.closeParentEnds();
    throw error;
  } finally {
    table.closeChildEnds();
  }
}

function isAborted(signal: AbortSignalLike | undefined): boolean {
  return signal?.aborted === true;
}
