import type { ProcessApi } from '@pipescope/protocol/process';
import { localProcesses } from './process/local-processes.ts';

/**
 * Starts a program of this machine without a shell: every argument arrives as it is. Blocks until exec(2) succeeded.
 * Descriptors that this process inherited reach children only with `closeFds: false`; `sealInheritedFds` ends that.
 * @param program a name to look for in PATH of the child's environment, or a path (text, bytes, file: URL)
 * @param args what follows `argv[0]`, which is the program as given
 * @throws FileNotFoundError, PermissionError, NotADirectoryError, OSError with `filename` when it cannot be started.
 * @throws ValueError, TypeError for options and arguments that cannot be used; nothing is started then.
 * @throws CancelledError when `options.signal` is aborted before the promise resolves; no child is left.
 * @see CPython Lib/asyncio/subprocess.py, create_subprocess_exec; Lib/subprocess.py, Popen._execute_child
 */
export const createSubprocessExec: ProcessApi['createSubprocessExec'] = localProcesses.createSubprocessExec;

/**
 * Runs `/bin/sh -c cmd` on this machine; as `createSubprocessExec` otherwise. The pid is the shell's.
 * @see CPython Lib/asyncio/subprocess.py, create_subprocess_shell
 */
export const createSubprocessShell: ProcessApi['createSubprocessShell'] = localProcesses.createSubprocessShell;

/**
 * Gives a call a time limit in milliseconds, by this machine's clock: `await waitFor((signal) => child.wait({ signal }),
 * 2000)`.
 * @throws TimeoutError when the time was over before the call was done.
 * @throws CancelledError when the signal in the options is aborted.
 * @see CPython Lib/asyncio/tasks.py, wait_for
 */
export const waitFor: ProcessApi['waitFor'] = localProcesses.waitFor;

export * from '@pipescope/protocol/process';
export { LibcUnavailableError } from './os/libc.ts';
export { sealInheritedFds } from './os/seal-fds.ts';
export { killGroup } from './process/local-processes.ts';
export { close, type PipeFds, pipe } from './process/pipe-fds.ts';
