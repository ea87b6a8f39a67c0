import type { Clock } from '../base/clock.ts';
import type { RecordFrame } from '../record/decode.ts';
import { type Entry, EntryKind } from '../record/entry.ts';
import { CreditWindow, FIRST_WINDOW, MIN_WINDOW } from './credit-window.ts';
import { ProtocolError } from './errors.ts';
import { reportBug } from './listeners.ts';

export interface AttachmentListener {
  /**
   * Entries in order, none twice; a hole is an entry `gap`. Credit for them returns when the result is settled, so a
   * listener that is slow slows nothing but its own attachment.
   */
  entries(entries: readonly Entry[]): void | Promise<void>;
  /** No more will come: `close()` was not called, but the run is unknown now or the client was closed. */
  ended?(error: Error): void;
}

/** What an attachment needs of the client. */
export interface AttachmentPort {
  readonly clock: Clock;
  /** Resolves with the agent's number of the attachment. */
  attach(run: string, from: number, credit: number): Promise<number>;
  detach(attachment: number): void;
  credit(attachment: number, bytes: number): void;
  /** Frames of this number are this attachment's from now on. */
  numbered(id: number, attachment: Attachment): void;
  removed(attachment: Attachment): void;
}

/**
 * A run's record from a position on, every entry once and in order, also across cuts: each new connection continues
 * at the next sequence number.
 */
export class Attachment {
  readonly run: string;
  readonly #port: AttachmentPort;
  readonly #listener: AttachmentListener;
  #nextSeq: number;
  /** By stream: offset of the byte that must come next; null when any may. */
  readonly #offsets: (number | null)[] = [null, null, null];
  #id: number | null = null;
  #window: CreditWindow;
  /** Counts the connections; what belongs to an earlier one is ignored. */
  #connection = 0;
  #resumedAt = -1;
  #fruitless = 0;
  #closed = false;

  constructor(port: AttachmentPort, run: string, from: number, listener: AttachmentListener) {
    this.#port = port;
    this.run = run;
    this.#nextSeq = from;
    this.#listener = listener;
    this.#window = new CreditWindow(port.clock);
  }

  /** The agent's number of it; null until it has answered, and without a connection. */
  get id(): number | null {
    return this.#id;
  }

  /** Sequence number expected next. */
  get nextSeq(): number {
    return this.#nextSeq;
  }

  /** There is a new connection: asks for the rest. */
  async resume(): Promise<void> {
    const connection = ++this.#connection;
    this.#id = null;
    this.#window = new CreditWindow(this.#port.clock, this.#firstWindow());
    const id = await this.#port.attach(this.run, this.#nextSeq, this.#window.granted);
    if (connection !== this.#connection) return;
    if (this.#closed) {
      this.#port.detach(id);
      return;
    }
    this.#id = id;
    this.#port.numbered(id, this);
  }

  /** The connection is gone: what it still has to say does not count. */
  cut(): void {
    this.#connection++;
    this.#id = null;
  }

  /** @throws ProtocolError when the frame does not follow what came before. */
  receive(frame: RecordFrame, frameBytes: number): void {
    const fresh = this.#fresh(frame);
    this.#window.received(frameBytes);
    this.#deliver(fresh, frameBytes);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#id !== null) this.#port.detach(this.#id);
    this.#port.removed(this);
  }

  /** Ends it from this side of the wire. */
  fail(error: Error): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#port.removed(this);
    try {
      this.#listener.ended?.(error);
    } catch (bug) {
      reportBug(bug);
    }
  }

  /** What is new in the frame: an entry may come in parts, and after a cut the whole of it comes again. */
  #fresh(frame: RecordFrame): readonly Entry[] {
    if (frame.seq > this.#nextSeq) {
      throw new ProtocolError(`entry ${frame.seq} of run ${this.run} comes where ${this.#nextSeq} must come`);
    }
    if (lastSeq(frame) < this.#nextSeq) return [];
    const begun = this.#nextSeq;
    const fresh: Entry[] = [];
    for (const entry of frame.entries) {
      if (entry.seq < begun) continue;
      const rest = entry.kind === EntryKind.data ? this.#restOf(entry, entry.seq === begun) : entry;
      if (entry.kind === EntryKind.gap) this.#offsets.fill(null);
      if (rest !== null) fresh.push(rest);
    }
    this.#nextSeq = frame.nextSeq;
    return fresh;
  }

  /**
   * The bytes that were not here before; null when there are none. Only the entry that was due may bring bytes again.
   */
  #restOf(entry: Entry, isDue: boolean): Entry | null {
    const end = entry.offset + entry.payload.length;
    const expected = this.#offsets[entry.stream] ?? entry.offset;
    const known = expected - entry.offset;
    if (known < 0 || (known > 0 && !isDue)) {
      throw new ProtocolError(`byte ${entry.offset} of a stream of run ${this.run} comes where ${expected} must come`);
    }
    this.#offsets[entry.stream] = Math.max(expected, end);
    if (known === 0) return entry;
    return expected < end ? { ...entry, offset: expected, payload: entry.payload.subarray(known) } : null;
  }

  /** Halved with each connection that brought nothing: a link that dies early gets frames in smaller parts. */
  #firstWindow(): number {
    this.#fruitless = this.#nextSeq === this.#resumedAt ? this.#fruitless + 1 : 0;
    this.#resumedAt = this.#nextSeq;
    return Math.max(MIN_WINDOW, FIRST_WINDOW / 2 ** this.#fruitless);
  }

  #deliver(entries: readonly Entry[], frameBytes: number): void {
    const connection = this.#connection;
    let settled: void | Promise<void> = undefined;
    try {
      settled = entries.length === 0 || this.#closed ? undefined : this.#listener.entries(entries);
    } catch (bug) {
      reportBug(bug);
    }
    if (settled instanceof Promise) {
      settled.catch(reportBug).then(() => this.#consumed(connection, frameBytes), reportBug);
    } else {
      this.#consumed(connection, frameBytes);
    }
  }

  #consumed(connection: number, bytes: number): void {
    if (connection !== this.#connection || this.#closed) return;
    const grant = this.#window.consumed(bytes);
    if (grant !== null && this.#id !== null) this.#port.credit(this.#id, grant);
  }
}

function lastSeq(frame: RecordFrame): number {
  return Math.max(frame.nextSeq - 1, frame.seq + frame.entries.length - 1);
}
