import { osError } from '@pipescope/protocol/process';
import { attempt, must } from './attempt.ts';
import { EPERM } from './constants.ts';
import { libc } from './libc.ts';

/**
 * Sends a signal (kill(2)); 0 only asks whether it could be sent. The caller knows that the pid is still the process
 * it means: a child that has not been reaped.
 * @throws ProcessLookupError, PermissionError, OSError EINVAL.
 */
export function killProcess(pid: number, signal: number): void {
  must(() => libc().kill(pid, signal));
}

/**
 * Sends a signal to every process of the group that `pid` is in.
 * @throws PermissionError when that is this process's own group; otherwise as `killProcess`.
 */
export function killProcessGroup(pid: number, signal: number): void {
  const { getpgid, kill } = libc();
  const group = must(() => getpgid(pid));
  if (group === getpgid(0)) {
    throw osError('EPERM', {
      message:
        "Not sent: the process is in pipescope's own group, which the signal would end too. Start it in a new session (start_new_session) or group, or signal the process alone",
    });
  }
  must(() => kill(-group, signal));
}

/** Whether no process is in the group of that number, as far as can be seen: kill(2) with signal 0. */
export function groupIsEmpty(group: number): boolean {
  const result = attempt(() => libc().kill(-group, 0));
  return result < 0 && result !== -EPERM;
}

/**
 * Sends a signal to what is left of the group whose leader, a child of this process, has been reaped.
 * @throws ProcessLookupError when nothing is left.
 */
export function killOwnGroup(leader: number, signal: number): void {
  // The kernel gives the number away again only when the group is empty: a process with it is a stranger.
  const stranger = attempt(() => libc().kill(leader, 0));
  if (stranger === 0 || stranger === -EPERM) throw osError('ESRCH');
  must(() => libc().kill(-leader, signal));
}
