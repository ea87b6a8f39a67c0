import type { ExitInfo } from '@pipescope/protocol';
import type { ExitStatus } from '../os/exit-status.ts';
import type { RunOutput } from './run-output.ts';

/** What the record says of an exit: how it was, and what the output streams still hold. */
export function exitPayload(exit: ExitStatus, outputs: readonly RunOutput[]): Omit<ExitInfo, 'time'> {
  const open = outputs.filter((output) => !output.ended);
  const unread = (fd: 1 | 2) => open.find((output) => output.fd === fd)?.unread() ?? 0;
  return {
    returncode: exit.returncode,
    coreDumped: exit.coreDumped,
    userSeconds: exit.userSeconds,
    systemSeconds: exit.systemSeconds,
    maxRssKib: exit.maxRssKib,
    unread: { stdout: unread(1), stderr: unread(2) },
    streamsOpen: open.map(({ name }) => name),
  };
}
