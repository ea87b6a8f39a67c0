import { createProcessApi } from '@pipescope/protocol/process';
import { spawnOverPipes } from './process/spawn-over-pipes.ts';

/**
 * The Process API of this machine: `asyncio.subprocess` over posix_spawn(3) and pipes of this process.
 * Descriptors that this process inherited reach children only with `closeFds: false`; `sealInheritedFds` ends that.
 */
export const { createSubprocessExec, createSubprocessShell, PIPE, STDOUT, DEVNULL, PTY } = createProcessApi(
  (request, signal) => spawnOverPipes(request, { signal }),
);

export * from '@pipescope/protocol/process';
export { LibcUnavailableError } from './os/libc.ts';
export { sealInheritedFds } from './os/seal-fds.ts';
