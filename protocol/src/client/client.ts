// Surface only for now: bodies follow.
import type { AbortSignalLike } from '../base/abort.ts';
import type { ConsumerName, Entry } from '../record/entry.ts';
import type { AgentInfo, Role } from '../messages/handshake.ts';
import type { RunInfo, SpawnSpecInput } from '../messages/run.ts';
import type { ClientKey, SessionKey } from './client-key.ts';
import type { ConnectionStatus } from './connection-status.ts';
import type { Platform } from './platform.ts';

/** Stops listening; a second call does nothing. */
export type Unsubscribe = () => void;

export interface ClientOptions {
  /** `ws://HOST/ws` or `wss://HOST/ws`. */
  readonly url: string;
  /** The page's `location.origin`; empty for a CLI client, which sends no Origin. */
  readonly origin: string;
  /** Host header of the request, as in `location.host`. */
  readonly host: string;
  readonly key: ClientKey;
  readonly kind: 'page' | 'cli';
  /** A pairing code has become this key: keep it (session storage). Called before the state is `connected`. */
  readonly onKey?: (key: SessionKey) => void;
}

/** One line as rows frames bring it. */
export interface Row {
  /** Row number over all streams, from 1; never changes. */
  readonly number: number;
  readonly stream: 0 | 1 | 2;
  /** Line number in its stream, from 1. */
  readonly line: number;
  /** Stream offset of its first byte. */
  readonly offset: number;
  /** Microseconds since spawn of its first byte. */
  readonly time: number;
  /** Without the newline; at most the first 4,096 bytes (`cut`). */
  readonly bytes: Uint8Array;
  /** Total bytes of the line, newline included. */
  readonly length: number;
  /** No newline yet, or none at all. */
  readonly unterminated: boolean;
  /** Only the first 4,096 bytes are here. */
  readonly cut: boolean;
}
export interface StreamCounts {
  readonly bytes: number;
  readonly lines: number;
  readonly ended: boolean;
}
export interface RowsFrame {
  readonly run: string;
  /** Rows begun so far. */
  readonly total: number;
  /** First row still held (1 when nothing was let go). */
  readonly firstRow: number;
  /** Number of `rows[0]`. */
  readonly from: number;
  readonly streams: {
    readonly stdin: StreamCounts | null;
    readonly stdout: StreamCounts | null;
    readonly stderr: StreamCounts | null;
  };
  /** Contiguous from `from`. */
  readonly rows: readonly Row[];
}

/** A live view of counts and last rows. Survives cuts. */
export interface Watch {
  close(): void;
}
/** Return a promise when drawing is not done yet: at most two frames are in flight. */
export type WatchListener = (frame: RowsFrame) => void | Promise<void>;

export interface AttachmentListener {
  /**
   * Entries in order, none twice; a hole is an entry `gap`. Credit returns when the result is settled.
   */
  entries(entries: readonly Entry[]): void | Promise<void>;
  /** The attachment ended: the run is unknown now, or the client was closed. */
  ended?(error: Error | null): void;
}
export interface Attachment {
  /** Sequence number expected next. */
  readonly nextSeq: number;
  close(): void;
}

export interface StdinChannel {
  /** Bytes handed to `write` and not yet accepted by the kernel. */
  readonly pending: number;
  /** Bytes of this client the kernel has accepted. */
  readonly accepted: number;
  /** Null while open; then `{error}`, null when closed in order. */
  readonly closed: { readonly error: Error | null } | null;
  /** True once `end` or `abort` was called. */
  readonly ending: boolean;
  /** Keeps the bytes until accepted, sends them in order, once, also across cuts. Throws once ended or closed. */
  write(bytes: Uint8Array): void;
  /** EOF after what was written. */
  end(): void;
  /** Drop what is pending and close now. */
  abort(): void;
  onChange(listener: () => void): Unsubscribe;
}

export declare class Client {
  constructor(platform: Platform, options: ClientOptions);
  /** Starts connecting; does nothing a second time. */
  start(): void;
  readonly status: ConnectionStatus;
  onStatus(listener: (status: ConnectionStatus) => void): Unsubscribe;
  /** Null until the first welcome; kept after a loss. */
  readonly agent: AgentInfo | null;
  readonly role: Role | null;
  readonly limits: Readonly<Record<string, number>>;
  readonly capabilities: readonly string[];
  /** The key in use, to keep for the next start; null before a code was turned into one. */
  readonly sessionKey: SessionKey | null;

  /** Every run known, in the order of their numbers; kept (read only) after a loss. */
  readonly runs: ReadonlyMap<string, RunInfo>;
  /** Told the ULIDs of runs that are new, changed or gone. */
  onRuns(listener: (changed: readonly string[]) => void): Unsubscribe;

  /** Rejects with the OSError class the agent saw, ValueError, or ConnectionLostError. */
  spawn(
    spec: SpawnSpecInput,
    options?: { readonly consumer?: 'follow' | 'paused' | 'script'; readonly signal?: AbortSignalLike },
  ): Promise<RunInfo>;
  signal(run: string, signal: number, target?: 'process' | 'group'): Promise<void>;
  consumer(run: string, consumer: Extract<ConsumerName, 'follow' | 'paused'>, stream?: 'stdout' | 'stderr'): Promise<void>;
  closeRun(run: string): Promise<void>;
  forget(run: string): Promise<void>;
  watch(run: string, tail: number, listener: WatchListener): Watch;
  rows(run: string, from: number, count: number): Promise<RowsFrame>;
  attach(run: string, from: number, listener: AttachmentListener): Attachment;
  /** One channel per run: the same object every time. */
  stdin(run: string): StdinChannel;
  /** A barrier: what the agent knew before it is visible after it. */
  sync(): Promise<void>;
  /** A one-use pairing code `KEYID.SECRET` for another tab. */
  mint(): Promise<{ readonly code: string; readonly expiresAt: number }>;
  /** Try now instead of at `nextTryAt`; also out of `refused`. */
  tryNow(): void;
  /** After `refused`: try with another key (a fresh link was pasted). */
  useKey(key: ClientKey): void;
  close(): void;
}

/** A client that has reached `connected`; rejects with RefusedError or ConnectionLostError. */
export declare function connect(platform: Platform, options: ClientOptions): Promise<Client>;
