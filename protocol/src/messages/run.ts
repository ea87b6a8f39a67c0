import * as v from 'valibot';
import { DEFAULT_COLUMNS, DEFAULT_ROWS } from '../process/terminal.ts';
import { consumerName, count, osString, outputStream, runId, terminalSide, wireError } from './common.ts';

/** Where one of fds 0-2 leads, as runs show it. */
export const stdioName = v.picklist(['inherit', 'pipe', 'devnull', 'pty', 'stdout', 'file']);
/**
 * Where one of fds 0-2 leads, as the wire asks for it. Numbers of descriptors do not travel; in their place the wire
 * has files that the agent opens: open(2) relative to the run's cwd, 0644 less the agent's umask, close-on-exec. `r`
 * reads, `w` makes and empties, `a` makes and appends. Its errors are the start's, with the path as `filename`.
 */
export const stdioTarget = v.union([
  v.picklist(['inherit', 'pipe', 'devnull', 'pty', 'stdout']),
  v.object({ path: osString, mode: v.picklist(['r', 'w', 'a']) }),
]);

/** Arguments above which execve(2) has no room in any case: 6 MiB at most, at least 9 bytes for each. */
export const ARGV_MAX = 700_000;
/** NGROUPS_MAX of setgroups(2). */
const GROUPS_MAX = 65_536;

/** `SpawnRequest` on the wire. Absent means the default. */
export const spawnSpec = v.object({
  argv: v.pipe(v.array(osString), v.minLength(1), v.maxLength(ARGV_MAX)),
  executable: v.optional(v.nullable(osString), null),
  shell: v.optional(v.boolean(), false),
  stdin: v.optional(stdioTarget, 'inherit'),
  stdout: v.optional(stdioTarget, 'inherit'),
  stderr: v.optional(stdioTarget, 'inherit'),
  limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1)), 65_536),
  /** Directory to run in, as chdir(2) takes it: `~` is a file like any other. */
  cwd: v.optional(v.nullable(osString), null),
  /** The whole environment. */
  env: v.optional(v.nullable(v.pipe(v.array(v.tuple([osString, osString])), v.maxLength(16_384))), null),
  /** Changes to the agent's environment; value null removes. Not together with `env`. */
  envDiff: v.optional(v.pipe(v.array(v.tuple([osString, v.nullable(osString)])), v.maxLength(16_384))),
  startNewSession: v.optional(v.boolean(), false),
  processGroup: v.optional(v.nullable(count), null),
  umask: v.optional(v.nullable(count), null),
  closeFds: v.optional(v.boolean(), true),
  restoreSignals: v.optional(v.boolean(), true),
  pipeSize: v.optional(v.nullable(count), null),
  /** Size of the terminal at first, where a stream is `pty`. */
  columns: v.optional(terminalSide, DEFAULT_COLUMNS),
  rows: v.optional(terminalSide, DEFAULT_ROWS),
  user: v.optional(v.nullable(v.union([v.string(), count])), null),
  group: v.optional(v.nullable(v.union([v.string(), count])), null),
  extraGroups: v.optional(v.nullable(v.pipe(v.array(v.union([v.string(), count])), v.maxLength(GROUPS_MAX))), null),
});
export type SpawnSpec = v.InferOutput<typeof spawnSpec>;
export type SpawnSpecInput = v.InferInput<typeof spawnSpec>;

export const exitInfo = v.object({
  returncode: v.nullable(v.number()),
  coreDumped: v.boolean(),
  userSeconds: v.number(),
  systemSeconds: v.number(),
  maxRssKib: v.nullable(v.number()),
  unread: v.object({ stdout: count, stderr: count }),
  streamsOpen: v.array(outputStream),
  /** Microseconds since spawn. */
  time: count,
});
export type ExitInfo = v.InferOutput<typeof exitInfo>;

export const streamInfo = v.object({
  /** Bytes arrived (stdout, stderr) or accepted by the kernel (stdin). */
  bytes: count,
  /** Lines begun. */
  lines: count,
  /** True once the stream has ended. */
  ended: v.boolean(),
  /** When it did, in microseconds since spawn; absent until then. */
  endedAt: v.optional(count),
  /** Of an output: bytes that its consumer has taken; what has arrived beyond them is unread. */
  taken: v.optional(count),
  /**
   * Of an output that is not read now because of its consumer: bytes in its pipe when that was last looked at. Absent
   * while it is read, and once it has ended.
   */
  unread: v.optional(count),
});
export type StreamInfo = v.InferOutput<typeof streamInfo>;

/** A command that a shell said it did not find, and what may have been meant; for people. */
export const missingCommand = v.object({
  command: v.string(),
  /** An executable in the folders of the run's PATH whose name is at most two typing mistakes away. */
  suggestion: v.nullable(v.string()),
});
export type MissingCommand = v.InferOutput<typeof missingCommand>;

/** Most signals that are told of one run: more than a person sends while looking at it. */
export const SIGNALS_TOLD = 20;

/** All that the list and the header of a run show; sent whole on every change, at most 20 times a second. */
export const runInfo = v.object({
  run: runId,
  /** Small number for people: `#7`. */
  number: count,
  /** `starting` has no pid yet; `failed` never started and has `error`; `exited` has `exit`. */
  state: v.picklist(['starting', 'running', 'exited', 'failed']),
  /** The beginning of it where it is long: see `cut`. */
  argv: v.array(osString),
  shell: v.boolean(),
  stdin: stdioName,
  stdout: stdioName,
  stderr: stdioName,
  cwd: v.nullable(osString),
  /** Names only of changed environment variables; values of secret-looking names never travel back. */
  envNames: v.array(v.string()),
  /** Those of `envNames` that were taken away. */
  envRemoved: v.optional(v.array(v.string())),
  /** `envNames` are all the variables there are: nothing was inherited. */
  envOnly: v.optional(v.literal(true)),
  /**
   * Bytes of `argv`, `cwd` and `envNames` that were left out, each string with the NUL that ends it. A list must not grow
   * with what one start may hand over. Absent when all of it is here.
   */
  cut: v.optional(v.pipe(count, v.minValue(1))),
  startNewSession: v.boolean(),
  /** Bytes, of the StreamReaders. */
  limit: v.optional(count),
  /** Size of the terminal now; absent when no stream is `pty`. */
  terminal: v.optional(v.object({ columns: terminalSide, rows: terminalSide })),
  pid: v.nullable(count),
  /** Wall clock in milliseconds since 1970. */
  startedAt: v.number(),
  consumers: v.object({ stdout: v.nullable(consumerName), stderr: v.nullable(consumerName) }),
  streams: v.object({
    stdin: v.nullable(streamInfo),
    stdout: v.nullable(streamInfo),
    stderr: v.nullable(streamInfo),
  }),
  exit: v.optional(exitInfo),
  error: v.optional(wireError),
  /** With exit code 127, when the last line of its errors is a shell's; comes a moment after `exit`. */
  missingCommand: v.optional(missingCommand),
  /** The last signal sent through the agent, the `session` of the client that sent it, and microseconds since spawn. */
  signalled: v.optional(v.object({ signal: count, by: v.string(), time: count })),
  /** The last signals sent through the agent, at most `SIGNALS_TOLD`, oldest first; the last one is `signalled`. */
  signals: v.optional(
    v.array(v.object({ signal: count, target: v.picklist(['process', 'group']), by: v.string(), time: count })),
  ),
  /** When stdin was closed from here, in microseconds since spawn; absent when its reader went away instead. */
  stdinClosedAt: v.optional(count),
});
export type RunInfo = v.InferOutput<typeof runInfo>;
