import { ValueError } from './errors.ts';
import type { StdioName, StdioTarget } from './stdio.ts';

/** Columns of a terminal for which no size was named. */
export const DEFAULT_COLUMNS = 80;
/** Rows of a terminal for which no size was named. */
export const DEFAULT_ROWS = 24;
/** Most of either: the kernel keeps them in 16 bits (`struct winsize`, tty_ioctl(2)). */
export const MAX_TERMINAL_SIDE = 65_535;

/** Where the three standard streams lead: as asked for, or as a run shows it. */
export type StdioTargets = Readonly<Record<StdioName, StdioTarget | 'file'>>;

/** Whether a child has a terminal: one, however many of its streams lead to it. */
export function hasTerminal({ stdin, stdout, stderr }: StdioTargets): boolean {
  return stdin === 'pty' || stdout === 'pty' || stderr === 'pty';
}

/**
 * Which reader gets what the terminal shows, echo included: stdout's when stdout is the terminal, else stderr's. Null
 * when neither is: what a terminal shows that is only stdin is not kept.
 */
export function terminalReader({ stdout, stderr }: Omit<StdioTargets, 'stdin'>): 'stdout' | 'stderr' | null {
  if (stdout === 'pty') return 'stdout';
  return stderr === 'pty' ? 'stderr' : null;
}

/** Whether the parent has an end of this stream: it is a pipe, or its end of the terminal. */
export function hasParentEnd(name: StdioName, targets: StdioTargets): boolean {
  const target = targets[name];
  return target === 'pipe' || (target === 'pty' && (name === 'stdin' || name === terminalReader(targets)));
}

/** What of a request decides about its session. */
interface SessionRequest extends StdioTargets {
  readonly startNewSession: boolean;
  readonly processGroup: number | null;
}

/**
 * Whether the child leads a session of its own: when that was asked for, and always with a terminal, which belongs to
 * a session.
 * @throws ValueError for a terminal together with a process group: the leader of a session cannot change its group.
 */
export function startsNewSession(request: SessionRequest): boolean {
  if (!hasTerminal(request)) return request.startNewSession;
  if (request.processGroup === null) return true;
  throw new ValueError('processGroup must be null with a PTY: the child leads a session, and a group, of its own');
}

/**
 * A number of columns or rows as given.
 * @throws ValueError unless it is a whole number from 1 to 65,535.
 */
export function checkTerminalSide(side: number, name: 'columns' | 'rows'): number {
  if (Number.isInteger(side) && side >= 1 && side <= MAX_TERMINAL_SIDE) return side;
  throw new ValueError(`${name} must be a whole number from 1 to ${MAX_TERMINAL_SIDE}, got ${side}`);
}
