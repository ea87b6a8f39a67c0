import type { AbortSignalLike } from '../base/abort.ts';
import { CancelledError } from './errors.ts';
import type { OsPath } from './os-string.ts';
import { Process } from './process.ts';
import type { SpawnOptions } from './spawn-options.ts';
import type { OsString, SpawnRequest } from './spawn-request.ts';
import { DEVNULL, PIPE, PTY, STDOUT } from './stdio.ts';
import type { Spawner } from './transport.ts';
import { execRequest, shellRequest } from './validate-spawn.ts';

/** The functions and constants of `asyncio.subprocess`, over some place where processes can be started. */
export interface ProcessApi {
  /**
   * Starts a program without a shell: every argument arrives as it is.
   * @throws FileNotFoundError, PermissionError, NotADirectoryError, OSError with `filename` when it cannot be started.
   * @throws ValueError, TypeError for options and arguments that cannot be used.
   */
  readonly createSubprocessExec: (
    program: OsPath,
    args?: readonly OsPath[],
    options?: SpawnOptions,
  ) => Promise<Process>;
  /** Runs `/bin/sh -c cmd`; as `createSubprocessExec` otherwise. */
  readonly createSubprocessShell: (cmd: OsString, options?: SpawnOptions) => Promise<Process>;
  readonly PIPE: typeof PIPE;
  readonly STDOUT: typeof STDOUT;
  readonly DEVNULL: typeof DEVNULL;
  /** A terminal; not in `asyncio.subprocess`. */
  readonly PTY: typeof PTY;
}

/** The Process API over `spawner`, which starts what a checked request describes. */
export function createProcessApi(spawner: Spawner): ProcessApi {
  return {
    createSubprocessExec: async (program, args = [], options = {}) =>
      start(spawner, execRequest(program, args, options), options),
    createSubprocessShell: async (cmd, options = {}) => start(spawner, shellRequest(cmd, options), options),
    PIPE,
    STDOUT,
    DEVNULL,
    PTY,
  };
}

async function start(spawner: Spawner, request: SpawnRequest, { signal }: SpawnOptions): Promise<Process> {
  throwIfAborted(signal);
  const process = new Process(await spawner(request, signal), request.limit);
  try {
    throwIfAborted(signal);
    return process;
  } catch (cancelled) {
    process.close();
    await process.wait();
    throw cancelled;
  }
}

function throwIfAborted(signal: AbortSignalLike | undefined): void {
  if (signal?.aborted === true) throw new CancelledError();
}
