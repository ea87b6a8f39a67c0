import type { Process, ProcessApi } from '@pipescope/protocol/process';

/**
 * The same API, whose children are handed over only when `ready` has resolved: a time limit then begins at something the
 * child has done, however long its start took.
 */
export function heldUntil(api: ProcessApi, ready: (child: Process) => Promise<unknown>): ProcessApi {
  const held = async (starting: Promise<Process>): Promise<Process> => {
    const child = await starting;
    await ready(child);
    return child;
  };
  const { PIPE, STDOUT, DEVNULL, PTY } = api;
  return {
    createSubprocessExec: (program, args, options) => held(api.createSubprocessExec(program, args, options)),
    createSubprocessShell: (cmd, options) => held(api.createSubprocessShell(cmd, options)),
    waitFor: (run, milliseconds) => api.waitFor(run, milliseconds),
    PIPE,
    STDOUT,
    DEVNULL,
    PTY,
  };
}
