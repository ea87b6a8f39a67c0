import type { AbortSignalLike } from '../base/abort.ts';
import type { OsPath } from './os-string.ts';
import type { OsString } from './spawn-request.ts';
import type { StdioOption } from './stdio-target.ts';

/** A whole environment: an object or a Map. A variable that is undefined is refused, not left out. */
export type Environment = Readonly<Record<string, OsString | undefined>> | ReadonlyMap<OsString, OsString>;

/** Options of `createSubprocessExec` and `createSubprocessShell`: those of asyncio and `subprocess.Popen`. */
export interface SpawnOptions {
  /** Default: inherit. */
  readonly stdin?: StdioOption | null | undefined;
  /** Default: inherit. */
  readonly stdout?: StdioOption | null | undefined;
  /** Default: inherit. STDOUT: the same open file as the child's stdout. */
  readonly stderr?: StdioOption | null | undefined;
  /** Limit of the readers in bytes; default 65536. */
  readonly limit?: number | undefined;
  /** Working directory of the child; a relative program is looked up from there. */
  readonly cwd?: OsPath | null | undefined;
  /** Replaces the whole environment; default: a copy of the parent's. */
  readonly env?: Environment | null | undefined;
  /** File to run in place of the program, which stays `argv[0]`; with a shell, the shell. */
  readonly executable?: OsPath | null | undefined;
  /** setsid(2) in the child: new session, new group, no terminal but the one it is given. Always with PTY. */
  readonly startNewSession?: boolean | undefined;
  /** setpgid(0, n) in the child; 0 makes a group of its own. */
  readonly processGroup?: number | null | undefined;
  /** umask(2) of the child; negative: inherit. */
  readonly umask?: number | undefined;
  /** These fds stay open in the child under the same numbers. */
  readonly passFds?: readonly number[] | undefined;
  /** Close all other fds above 2 in the child; default true. */
  readonly closeFds?: boolean | undefined;
  /** SIGPIPE, SIGXFZ, SIGXFSZ back to default in the child; default true. */
  readonly restoreSignals?: boolean | undefined;
  /** Capacity in bytes of each PIPE; the kernel rounds up. Negative: the kernel's default. */
  readonly pipeSize?: number | undefined;
  /** Width of the terminal for PTY, from 1 to 65,535; default 80. `env` says what kind it is: TERM is not set by itself. */
  readonly columns?: number | undefined;
  /** Height of the terminal for PTY; default 24. */
  readonly rows?: number | undefined;
  /** User name or id of the child. */
  readonly user?: string | number | null | undefined;
  /** Group name or id of the child. */
  readonly group?: string | number | null | undefined;
  /** Supplementary groups of the child. */
  readonly extraGroups?: readonly (string | number)[] | null | undefined;
  /** Ends the creation with CancelledError when aborted; a child already started is killed and reaped. */
  readonly signal?: AbortSignalLike | undefined;
  /** Streams are bytes only: falsy, or ValueError. */
  readonly text?: boolean | null | undefined;
  /** As `text`. */
  readonly universalNewlines?: boolean | null | undefined;
  /** As `text`: absent or null. */
  readonly encoding?: string | null | undefined;
  /** As `text`: absent or null. */
  readonly errors?: string | null | undefined;
  /** Streams have no buffer of this kind: 0. */
  readonly bufsize?: number | undefined;
  /** Decided by the function: false for exec, true for shell. */
  readonly shell?: boolean | undefined;
  /** Not possible here: null. */
  readonly preexecFn?: null | undefined;
  /** Windows only: null. */
  readonly startupinfo?: null | undefined;
  /** Windows only: 0. */
  readonly creationflags?: number | undefined;
}

/** Names of all options. */
export const OPTION_NAMES: ReadonlySet<string> = new Set<keyof SpawnOptions>([
  'stdin',
  'stdout',
  'stderr',
  'limit',
  'cwd',
  'env',
  'executable',
  'startNewSession',
  'processGroup',
  'umask',
  'passFds',
  'closeFds',
  'restoreSignals',
  'pipeSize',
  'columns',
  'rows',
  'user',
  'group',
  'extraGroups',
  'signal',
  'text',
  'universalNewlines',
  'encoding',
  'errors',
  'bufsize',
  'shell',
  'preexecFn',
  'startupinfo',
  'creationflags',
]);
