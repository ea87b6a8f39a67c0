const KIB = 1_024;
const MIB = 1_024 * KIB;

/**
 * Every number that bounds what the agent holds or does, by the name `--limit NAME=N` and `welcome.limits` use.
 * All bind the wire, none binds the in-process API.
 */
export const DEFAULT_LIMITS = {
  /** Bytes. Largest frame made of several entries: three full reads of a pipe with what is around them. */
  frameBytes: 193 * KIB,
  /** Bytes. A frame that has reached this is sealed: nothing much would fit any more. */
  frameSealBytes: 184 * KIB,
  /** Milliseconds. Longest an entry waits in an open frame while output floods. */
  frameMillis: 8,
  /** Bytes within `frameMillis` above which output counts as a flood; below, frames leave at once. */
  floodBytes: 64 * KIB,

  /** Bytes of record held in memory for one run; the oldest leave. */
  memoryPerRun: 8 * MIB,
  /** Bytes of record held in memory for all runs; while three quarters are kept for scripts, those get no more. */
  memoryTotal: 512 * MIB,

  /** Bytes of a row's text that a rows frame carries; the rest is a length. */
  rowBytes: 4 * KIB,
  /** Rows in one answer. */
  rowsPerRequest: 1_000,
  /** Bytes after which a rows frame takes no more rows. */
  rowsFrameBytes: 1 * MIB,

  /** Bytes of stdin one client may have handed over that the kernel has not accepted, per process. */
  stdinQueue: 1 * MIB,
  /** The same of all clients together, above which no more is taken: as much as 16 clients may have. */
  stdinTotal: 16 * MIB,
  /** Bytes of memory of record that a script has not been sent; above, its run is not read. Half of what a cut may lose. */
  scriptBacklog: 4 * MIB,

  /** Bytes that one step may ask for exactly: until they are there, they are held besides the record. */
  stepBytes: 16 * MIB,

  /** Runs that run at the same time. */
  runsRunning: 2_000,
  /** Runs in the list; the oldest ended ones are forgotten. */
  runsRemembered: 4_096,
  /** Starts per second; more wait. */
  spawnsPerSecond: 500,
  /** Milliseconds a start waits for its turn before it fails with EAGAIN. */
  spawnWaitMillis: 1_000,

  /** Milliseconds a client that lost its connection keeps its leases. */
  leaseMillis: 30_000,
  /** Milliseconds after which a session without connection is forgotten: a laptop's lid may be closed for a day. */
  sessionMillis: 24 * 3_600_000,
  /** Sessions remembered; the longest unconnected are forgotten first. */
  sessions: 1_024,
  /** Attachments and watches of one session. */
  attachments: 1_024,
  /** Answers kept under their `once` keys, per key of a client. */
  onceKeys: 4_096,

  /** Bytes of runs in one answer to `list`: less than the 4 MiB that clients take. The older ones follow. */
  listBytes: 3 * MIB,
  /** Milliseconds between two `runs` messages to one client: 20 a second. */
  runsPushMillis: 50,
  /** Milliseconds between two frames of one watch while output floods: 30 a second. */
  watchMillis: 33,
  /** Rows frames of one watch that may be unacknowledged. */
  watchInFlight: 2,
  /** Bytes waiting in a socket above which a viewer falls behind instead. */
  sendBuffer: 1 * MIB,

  /** Answers of rows or bytes that one client may have waiting for room in its socket. */
  answersWaiting: 4_096,

  /** Milliseconds between SIGTERM and SIGKILL at shutdown. */
  termMillis: 2_000,
  /** Milliseconds after SIGKILL at which shutdown stops waiting. */
  killMillis: 700,
} as const;

export type LimitName = keyof typeof DEFAULT_LIMITS;
export type Limits = Readonly<Record<LimitName, number>>;

/** The defaults with some replaced. @throws RangeError for a name or number that is none. */
export function withLimits(changes: Readonly<Record<string, number>> = {}): Limits {
  for (const [name, value] of Object.entries(changes)) {
    if (!(name in DEFAULT_LIMITS)) {
      throw new RangeError(`Unknown limit "${name}". Known: ${Object.keys(DEFAULT_LIMITS).join(', ')}.`);
    }
    if (!Number.isSafeInteger(value) || value < 1)
      throw new RangeError(`Limit ${name} must be a whole number above 0.`);
  }
  return { ...DEFAULT_LIMITS, ...changes };
}
