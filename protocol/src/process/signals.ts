import { ValueError } from './errors.ts';

/** What a signal does to a process that has no handler for it. Source: signal(7). */
export type SignalAction = 'terminate' | 'core' | 'ignore' | 'stop' | 'continue';

/** A signal of Linux on x64 and arm64. */
export interface SignalInfo {
  /** `SIGTERM`, `SIGRTMIN+3`. */
  readonly name: string;
  /** 1-64. */
  readonly number: number;
  readonly action: SignalAction;
  /** What it is for, in a few plain words. */
  readonly meaning: string;
}

/** Highest signal number of Linux. */
export const MAX_SIGNAL = 64;
/** First and last real-time signal as glibc counts; 32 and 33 are glibc's own. */
const RTMIN = 34;

const STANDARD: readonly (readonly [name: string, action: SignalAction, meaning: string])[] = [
  ['SIGHUP', 'terminate', 'the terminal was closed; daemons reload their configuration'],
  ['SIGINT', 'terminate', 'Ctrl-C at the terminal'],
  ['SIGQUIT', 'core', 'Ctrl-\\ at the terminal: quit and leave a core dump'],
  ['SIGILL', 'core', 'the program ran an instruction the processor does not know'],
  ['SIGTRAP', 'core', 'a debugger breakpoint was reached'],
  ['SIGABRT', 'core', 'the program gave up by abort()'],
  ['SIGBUS', 'core', 'the program touched memory that has no backing'],
  ['SIGFPE', 'core', 'the program divided by zero or overflowed'],
  ['SIGKILL', 'terminate', 'end at once; cannot be caught or ignored'],
  ['SIGUSR1', 'terminate', 'the program decides what it means'],
  ['SIGSEGV', 'core', 'the program touched memory that is not its own'],
  ['SIGUSR2', 'terminate', 'the program decides what it means'],
  ['SIGPIPE', 'terminate', 'the program wrote to a pipe that nobody reads'],
  ['SIGALRM', 'terminate', 'a timer set by alarm() has run out'],
  ['SIGTERM', 'terminate', 'please end; the program may clean up first'],
  ['SIGSTKFLT', 'terminate', 'stack fault of a coprocessor; unused'],
  ['SIGCHLD', 'ignore', 'a child process ended, stopped or went on'],
  ['SIGCONT', 'continue', 'go on if stopped'],
  ['SIGSTOP', 'stop', 'stop until SIGCONT; cannot be caught or ignored'],
  ['SIGTSTP', 'stop', 'Ctrl-Z at the terminal'],
  ['SIGTTIN', 'stop', 'a background process read from the terminal'],
  ['SIGTTOU', 'stop', 'a background process wrote to the terminal'],
  ['SIGURG', 'ignore', 'urgent data on a socket'],
  ['SIGXCPU', 'core', 'the limit on processor time is used up'],
  ['SIGXFSZ', 'core', 'the limit on file size is reached'],
  ['SIGVTALRM', 'terminate', 'a timer that counts processor time of the program has run out'],
  ['SIGPROF', 'terminate', 'a profiling timer has run out'],
  ['SIGWINCH', 'ignore', 'the terminal window changed its size'],
  ['SIGIO', 'terminate', 'input or output has become possible'],
  ['SIGPWR', 'terminate', 'the power is failing'],
  ['SIGSYS', 'core', 'the program made a system call that is not allowed'],
];

/** All signals of Linux in the order of their numbers, 1 to 64. */
export const SIGNALS: readonly SignalInfo[] = [
  ...STANDARD.map(([name, action, meaning], index) => ({ name, number: index + 1, action, meaning })),
  ...Array.from({ length: MAX_SIGNAL - STANDARD.length }, (_, index) => realTime(index + STANDARD.length + 1)),
];

/** Other names of the same numbers. */
const ALIASES: Readonly<Record<string, number>> = {
  SIGIOT: 6,
  SIGCLD: 17,
  SIGPOLL: 29,
  SIGRTMAX: 64,
};

const NUMBERS = new Map(SIGNALS.map(({ name, number }) => [name, number]));

function realTime(number: number): SignalInfo {
  const action = 'terminate';
  if (number < RTMIN) return { name: `SIG${number}`, number, action, meaning: 'used by the C library for threads' };
  const name = number === RTMIN ? 'SIGRTMIN' : `SIGRTMIN+${number - RTMIN}`;
  return { name, number, action, meaning: 'real-time signal: queued, the program decides what it means' };
}

/** Name of a signal number: `SIGTERM` for 15; null when Linux has no such signal. */
export function signalName(number: number): string | null {
  return SIGNALS[number - 1]?.name ?? null;
}

/**
 * Number of a signal given by number or name. Numbers are passed on as they are: the kernel judges them.
 * @throws ValueError for a name Linux does not have; TypeError for anything else.
 */
export function signalNumber(signal: number | string): number {
  if (typeof signal === 'number' && Number.isInteger(signal)) return signal;
  if (typeof signal !== 'string') throw new TypeError('signal must be an integer or a name such as SIGTERM');
  const number = NUMBERS.get(signal) ?? ALIASES[signal];
  if (number === undefined) throw new ValueError(`there is no signal named ${signal}`);
  return number;
}
