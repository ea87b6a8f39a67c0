/**
 * A run's record: entries in the order they happened. One entry is one event or one read(2); sequence numbers
 * start at 0 and have no holes except where a `gap` entry says so.
 */
export const EntryKind = {
  /** The process exists. JSON payload `SpawnPayload`. */
  spawn: 1,
  /**
   * Bytes of a stream, as read from (stdout, stderr) or accepted by (stdin) the kernel. What is typed into a terminal that
   * does not show it may be a password: of that, asterisks stand for all but the ends of lines.
   */
  data: 2,
  /** End of a stream. JSON payload `EofPayload`. */
  eof: 3,
  /** The process has exited. JSON payload `ExitPayload`. */
  exit: 4,
  /** A signal was sent. JSON payload `SignalPayload`. */
  signal: 5,
  /** The reader of a stream paused or resumed. JSON payload `FlowPayload`. */
  flow: 6,
  /** Another consumer reads this stream. JSON payload `ConsumerPayload`. */
  consumer: 7,
  /** Entries that are no longer held. JSON payload `GapPayload`. Never stored: made when a reader meets the hole. */
  gap: 8,
  /** The terminal has another size. JSON payload `ResizePayload`. */
  resize: 9,
} as const;
export type EntryKind = (typeof EntryKind)[keyof typeof EntryKind];

/** Stream numbers are the child's fd numbers. `none` for entries that belong to no stream. */
export const StreamId = { stdin: 0, stdout: 1, stderr: 2, none: 255 } as const;
export type StreamId = (typeof StreamId)[keyof typeof StreamId];

export interface Entry {
  readonly kind: EntryKind;
  readonly stream: StreamId;
  readonly seq: number;
  /** Data and eof: absolute byte offset in the stream; gap: `toSeq`; otherwise 0. */
  readonly offset: number;
  /** Microseconds since spawn, monotonic. */
  readonly time: number;
  /** Data: the bytes, a view on the frame. Others: JSON as UTF-8. */
  readonly payload: Uint8Array;
}

export interface SpawnPayload {
  readonly pid: number;
  /** Wall clock in milliseconds since 1970. */
  readonly wall: number;
  /** Size of its terminal at first; absent when it has none. */
  readonly terminal?: TerminalSize | undefined;
}
/** In characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}
export interface EofPayload {
  readonly bytes: number;
  /** CRC-32 (as in zlib) of all bytes of the stream. */
  readonly crc32: number;
}
export interface ExitPayload {
  /** 0-255, or -N when ended by signal N; null when something else collected the status. */
  readonly returncode: number | null;
  readonly coreDumped: boolean;
  /** CPU seconds. */
  readonly userSeconds: number;
  readonly systemSeconds: number;
  /** Most memory in KiB, or null where it could not be told. */
  readonly maxRssKib: number | null;
  /** Bytes still in the kernel pipe of each output stream when the exit was recorded. */
  readonly unread: { readonly stdout: number; readonly stderr: number };
  /** Output streams that have not ended: another process holds them. */
  readonly streamsOpen: readonly ('stdout' | 'stderr')[];
}
export interface SignalPayload {
  readonly signal: number;
  readonly target: 'process' | 'group';
  /** Who asked: 'you' is decided by the reader, this is the session's id. */
  readonly by: string;
}
export interface ResizePayload extends TerminalSize {
  /** Session that asked. */
  readonly by: string;
}
export interface FlowPayload {
  readonly paused: boolean;
  readonly reason: 'consumer' | 'hold' | 'step';
}
export interface ConsumerPayload {
  readonly consumer: ConsumerName;
  /** The session that named it; absent when the agent did, because a script has stayed away. */
  readonly by?: string | undefined;
}
export type ConsumerName = 'follow' | 'paused' | 'step' | 'script';

export interface GapPayload {
  readonly fromSeq: number;
  /** First sequence number that follows the hole. */
  readonly toSeq: number;
  readonly reason: 'memory' | 'viewer';
  /** Bytes of each stream that lie in the hole. */
  readonly bytes: { readonly stdin: number; readonly stdout: number; readonly stderr: number };
}
