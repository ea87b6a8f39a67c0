import { localProcesses } from './process/local-processes.ts';

/**
 * The Process API of this machine: `asyncio.subprocess` over posix_spawn(3) and pipes of this process.
 * Descriptors that this process inherited reach children only with `closeFds: false`; `sealInheritedFds` ends that.
 */
export const { createSubprocessExec, createSubprocessShell, waitFor, PIPE, STDOUT, DEVNULL, PTY } = localProcesses;

export * from '@pipescope/protocol/process';
export { LibcUnavailableError } from './os/libc.ts';
export { sealInheritedFds } from './os/seal-fds.ts';
export { killGroup } from './process/local-processes.ts';
export { close, type PipeFds, pipe } from './process/pipe-fds.ts';
