import { readdirSync, readFileSync } from 'node:fs';
import { F_GETFD, F_SETFD, FD_CLOEXEC, O_CLOEXEC } from './constants.ts';
import { libc } from './libc.ts';

/**
 * Marks every descriptor above 2 that this process inherited close-on-exec, so that no child gets one by accident.
 * Call it first: what is opened later by this program and by Node has the mark from the start.
 * @returns the descriptors that lacked it.
 */
export function sealInheritedFds(): number[] {
  const { fcntl } = libc();
  const sealed: number[] = [];
  for (const name of readdirSync('/proc/self/fdinfo')) {
    const fd = Number(name);
    if (fd <= 2 || isSealed(name)) continue;
    const flags = fcntl(fd, F_GETFD);
    if (flags < 0) continue;
    fcntl(fd, F_SETFD, flags | FD_CLOEXEC);
    sealed.push(fd);
  }
  return sealed;
}

function isSealed(fd: string): boolean {
  try {
    const flags = /^flags:\t([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & O_CLOEXEC) !== 0;
  } catch {
    // It was the descriptor of the listing itself.
    return true;
  }
}
