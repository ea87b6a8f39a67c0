import type { StdioTarget } from './stdio.ts';

/** Text (sent as UTF-8) or raw bytes, as the kernel takes both. */
export type OsString = string | Uint8Array;

/**
 * What to start, after validation: everything `create_subprocess_exec/shell` accepts, in one plain shape
 * that travels to the place where the child is made.
 */
export interface SpawnRequest {
  /** argv as the child sees it; `argv[0]` is the program as given. For shell: `["/bin/sh", "-c", cmd]`. */
  readonly argv: readonly OsString[];
  /** File to run in place of `argv[0]` (`executable=`), or null. */
  readonly executable: OsString | null;
  /** True when made by `createSubprocessShell`; changes words only, never what is run. */
  readonly shell: boolean;
  readonly stdin: StdioTarget;
  readonly stdout: StdioTarget;
  readonly stderr: StdioTarget;
  /** StreamReader limit in bytes for stdout and stderr. */
  readonly limit: number;
  readonly cwd: OsString | null;
  /** The whole environment as pairs, or null to inherit. */
  readonly env: readonly (readonly [OsString, OsString])[] | null;
  /** Always with a terminal. */
  readonly startNewSession: boolean;
  /** `setpgid(0, n)` in the child, or null. */
  readonly processGroup: number | null;
  /** Octal umask of the child, or null to inherit. */
  readonly umask: number | null;
  readonly passFds: readonly number[];
  readonly closeFds: boolean;
  readonly restoreSignals: boolean;
  /** Capacity in bytes asked for each PIPE, or null for the kernel's default. */
  readonly pipeSize: number | null;
  /** Size of the terminal at first; means nothing where no stream is one. */
  readonly columns: number;
  readonly rows: number;
  readonly user: string | number | null;
  readonly group: string | number | null;
  readonly extraGroups: readonly (string | number)[] | null;
}
