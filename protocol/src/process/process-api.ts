import { type AbortSignalLike, isAborted } from '../base/abort.ts';
import type { Clock } from '../base/clock.ts';
import { ASYNC_DISPOSE } from '../base/dispose.ts';
import { CancelledError } from './errors.ts';
import type { OsPath } from './os-string.ts';
import { Process } from './process.ts';
import type { SpawnOptions } from './spawn-options.ts';
import type { OsString, SpawnRequest } from './spawn-request.ts';
import { DEVNULL, PIPE, PTY, STDOUT } from './stdio.ts';
import type { Spawner } from './transport.ts';
import { execRequest, shellRequest } from './validate-spawn.ts';
import { createWaitFor, type WaitFor } from './wait-for.ts';

/** What the Process API needs of the place it runs in. */
export interface ProcessHost {
  /** The time `waitFor` goes by. */
  readonly clock: Clock;
  /** Told, in a sentence, of a mistake that asyncio warns of: writes to a closed pipe, a writer that was forgotten. */
  readonly warn?: ((message: string) => void) | undefined;
}

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
  /** Gives any of these calls a time limit: `await waitFor((signal) => child.wait({ signal }), 2000)`. */
  readonly waitFor: WaitFor;
  readonly PIPE: typeof PIPE;
  readonly STDOUT: typeof STDOUT;
  readonly DEVNULL: typeof DEVNULL;
  /** A terminal; not in `asyncio.subprocess`. */
  readonly PTY: typeof PTY;
}

/** The Process API over `spawner`, which starts what a checked request describes. */
export function createProcessApi(spawner: Spawner, { clock, warn }: ProcessHost): ProcessApi {
  const start = async (request: SpawnRequest, { signal }: SpawnOptions): Promise<Process> => {
    throwIfAborted(signal);
    const process = new Process(await spawner(request, signal), request.limit, warn);
    if (isAborted(signal)) await process[ASYNC_DISPOSE]();
    throwIfAborted(signal);
    return process;
  };
  return {
    createSubprocessExec: async (program, args = [], options = {}) =>
      start(execRequest(program, args, options), options),
    createSubprocessShell: async (cmd, options = {}) => start(shellRequest(cmd, options), options),
    waitFor: createWaitFor(clock),
    PIPE,
    STDOUT,
    DEVNULL,
    PTY,
  };
}

function throwIfAborted(signal: AbortSignalLike | undefined): void {
  if (isAborted(signal)) throw new CancelledError();
}
