import type { OsString } from './spawn-request.ts';

/** Make a pipe and give the parent its other end (`subprocess.PIPE`). */
export const PIPE = -1;
/** Only for stderr: the same open file as the child's stdout (`subprocess.STDOUT`). */
export const STDOUT = -2;
/** Connect to /dev/null (`subprocess.DEVNULL`). */
export const DEVNULL = -3;
/**
 * Connect to a new terminal (pty(7)), of which the parent has the other side. pipescope's own: `subprocess` has nothing
 * like it. A child has one terminal, whichever of its streams lead there; it is the controlling terminal of a session
 * of its own. What it shows, echo included, comes from `stdout`, or from `stderr` when only that is the terminal.
 */
export const PTY = -4;

/** The three standard streams, in fd order. */
export const STDIO_NAMES = ['stdin', 'stdout', 'stderr'] as const;
/** Name of a standard stream. */
export type StdioName = (typeof STDIO_NAMES)[number];

/**
 * A file that is opened where the child is started, as open(2) does it: relative to the child's cwd, 0644 less the
 * umask, close-on-exec; errors name the path as given. It stands for a descriptor where the caller is elsewhere and
 * cannot hand one over. `r`: as it is; `w`: made, emptied; `a`: made, written at its end.
 */
export interface StdioFile {
  readonly path: OsString;
  readonly mode: 'r' | 'w' | 'a';
}

/** Where one of the child's fds 0-2 leads, after validation. */
export type StdioTarget = 'inherit' | 'pipe' | 'devnull' | 'pty' | 'stdout' | { readonly fd: number } | StdioFile;
