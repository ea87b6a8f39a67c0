import type { OsString, StdioFile } from '@pipescope/protocol/process';
import { osError } from '@pipescope/protocol/process';
import { osBytes } from '../os/c-string.ts';
import { O_APPEND, O_CREAT, O_NOCTTY, O_NONBLOCK, O_RDONLY, O_TRUNC, O_WRONLY } from '../os/constants.ts';
import { openFd, setBlocking } from '../os/fd.ts';

const FLAGS = { r: O_RDONLY, w: O_WRONLY | O_CREAT | O_TRUNC, a: O_WRONLY | O_CREAT | O_APPEND } as const;
const PERMISSIONS = 0o644;
const SLASH = 0x2f;

/**
 * Opens a file for a child's standard stream. A named pipe without a peer is not waited for: reading begins at once,
 * writing fails with ENXIO (fifo(7)), as this process has other children to serve.
 * @param cwd what a relative path is relative to; null: this process's own
 * @throws OSError from open(2), with the path as it was given.
 */
export function openStdioFile({ path, mode }: StdioFile, cwd: OsString | null): number {
  try {
    const fd = openFd(from(cwd, path), FLAGS[mode] | O_NOCTTY | O_NONBLOCK, PERMISSIONS);
    setBlocking(fd);
    return fd;
  } catch (error) {
    throw osError((error as { code: string }).code, { filename: path });
  }
}

function from(cwd: OsString | null, path: OsString): OsString {
  const name = osBytes(path);
  if (cwd === null || name.length === 0 || name[0] === SLASH) return path;
  return Buffer.concat([osBytes(cwd), Buffer.of(SLASH), name]);
}
