/** Make a pipe and give the parent its other end (`subprocess.PIPE`). */
export const PIPE = -1;
/** Only for stderr: the same open file as the child's stdout (`subprocess.STDOUT`). */
export const STDOUT = -2;
/** Connect to /dev/null (`subprocess.DEVNULL`). */
export const DEVNULL = -3;

/** The three standard streams, in fd order. */
export const STDIO_NAMES = ['stdin', 'stdout', 'stderr'] as const;
/** Name of a standard stream. */
export type StdioName = (typeof STDIO_NAMES)[number];

/** Where one of the child's fds 0-2 leads, after validation. */
export type StdioTarget = 'inherit' | 'pipe' | 'devnull' | 'stdout' | { readonly fd: number };
