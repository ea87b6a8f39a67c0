import type { AbortSignalLike } from '../base/abort.ts';
import type { SpawnRequest } from './spawn-request.ts';

/**
 * What `Process`, `StreamReader` and `StreamWriter` stand on. The agent supplies one over pipes, the wire
 * client one over frames; the classes above it are the same code for both.
 *
 * All callbacks run on the owner's event loop and never from inside the call that caused them, except that
 * `WriteEnd.write` may call `accepted` before it returns.
 */
export interface ProcessTransport {
  readonly pid: number;
  /** Null while the process is not known to have exited; then 0-255, or -N when ended by signal N. */
  readonly returncode: number | null;
  readonly stdin: WriteEnd | null;
  readonly stdout: ReadEnd | null;
  readonly stderr: ReadEnd | null;
  /** Names the one listener for the exit. Called once by `Process`; an exit before it is reported after it. */
  start(sink: ExitSink): void;
  /**
   * Sends a signal to the process (kill(2)); 0 probes.
   * @throws OSError from kill(2); nothing when the process is already reaped.
   */
  sendSignal(signal: number): void;
  /** Sends a signal to the process's group. Refused for the agent's own group. */
  sendSignalToGroup(signal: number): void;
  /**
   * Sets the size of the child's terminal (TIOCSWINSZ); nothing once the terminal is gone.
   * @throws OSError ENOTTY when the child has no terminal.
   */
  resize(columns: number, rows: number): void;
  /** Closes every pipe end and SIGKILLs the child if it still runs. Idempotent. */
  close(): void;
}

/** Who hears how the process ends. */
export interface ExitSink {
  exited(returncode: number): void;
  /** How it ends will never be known here: the agent is gone. Said at most once, and never after `exited`. */
  lost?(error: Error): void;
}

/** The parent's end of a stream the child writes. Paused until `start`, then reading. */
export interface ReadEnd {
  start(sink: ReadSink): void;
  /** Stop taking bytes from the kernel (one reason: this reader). Idempotent. */
  pause(): void;
  /** Take bytes again; also said when a read waits for more than the limit holds. Idempotent. */
  resume(): void;
  /** The consumer has removed this many more bytes from its buffer. */
  taken(bytes: number): void;
  close(): void;
}

/** Who takes what the child writes to a stream; nothing follows `eof` and `error`. */
export interface ReadSink {
  /** A chunk as read; it is never written again, so views on it stay true. */
  data(chunk: Uint8Array): void;
  eof(): void;
  error(error: Error): void;
}

/** The parent's end of the child's stdin. Keeps order, never throws for a broken pipe. */
export interface WriteEnd {
  /** Bytes handed to `write` and not yet accepted by the kernel. */
  readonly pending: number;
  /** Of `pending`, what the kernel has not been offered yet, where the kernel is far away. Absent: nothing. */
  readonly unoffered?: number;
  /** It leads to a terminal: the child's end of file is a byte (^D), and `end` says nothing to the child. */
  readonly terminal: boolean;
  start(sink: WriteSink): void;
  /** Takes the bytes (the caller must not change them afterwards). */
  write(bytes: Uint8Array): void;
  /** Flush what is pending, then close the fd. Idempotent. */
  end(): void;
  /** Drop what is pending and close now. Idempotent. */
  abort(): void;
}

/** Who hears what becomes of the bytes for the child's stdin. */
export interface WriteSink {
  /** The kernel took this many more bytes; 0 when it was only offered more. */
  accepted(bytes: number): void;
  /**
   * The fd is closed. `error` is null after `end`/`abort` or when the peer went away with nothing pending,
   * else the reason (BrokenPipeError).
   */
  closed(error: Error | null): void;
}

/** Starts a child and resolves once exec succeeded; rejects with an OSError class and leaves nothing behind. */
export type Spawner = (request: SpawnRequest, signal?: AbortSignalLike) => Promise<ProcessTransport>;
