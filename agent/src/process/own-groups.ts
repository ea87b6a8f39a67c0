import { osError, type ProcessTransport, signalNumber } from '@pipescope/protocol/process';
import { groupIsEmpty } from '../os/kill.ts';

/** Groups whose leader has ended that are kept before it is looked which of them are empty by now. */
const LOOK_ABOVE = 64;

/** What is needed to signal the group of a child. */
type Member = Pick<ProcessTransport, 'pid' | 'returncode' | 'sendSignalToGroup'>;

/**
 * The children of this process by pid, and the groups that outlive the child that led them: whom `killGroup` may
 * signal. A number that the kernel has given to a stranger is never in here.
 */
export class OwnGroups {
  readonly #members = new Map<number, Member>();
  readonly #leaderless = new Set<number>();

  /** From now on the child's group can be signalled. */
  add(child: Member): void {
    this.#leaderless.delete(child.pid);
    this.#members.set(child.pid, child);
  }

  /** The child has been reaped. Its group is kept when it led one in which somebody is left. */
  exited(child: Member): void {
    if (this.#members.get(child.pid) !== child) return;
    this.#leaderless.add(child.pid);
    this.#forgetIfEmpty(child.pid);
    if (this.#leaderless.size > LOOK_ABOVE) for (const pid of this.#leaderless) this.#forgetIfEmpty(pid);
  }

  /**
   * Sends a signal, by number or name, to the whole process group that the child `pid` is in or has led.
   * @throws ProcessLookupError for a pid that is no child of this process, and for a group that is empty.
   * @throws PermissionError for this process's own group.
   */
  kill(pid: number, signal: number | string): void {
    const child = this.#members.get(pid);
    if (child === undefined) throw osError('ESRCH', { message: `${pid} is no child of this process` });
    child.sendSignalToGroup(signalNumber(signal));
  }

  #forgetIfEmpty(pid: number): void {
    if (!groupIsEmpty(pid)) return;
    this.#leaderless.delete(pid);
    this.#members.delete(pid);
  }
}
