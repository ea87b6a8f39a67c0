import type { Cancel, Clock } from '../base/clock.ts';
import type { ReadEnd, ReadSink } from '../process/transport.ts';

/** Milliseconds within which every byte taken is reported: many small reads make one report. */
const REPORT_WITHIN_MS = 5;

/**
 * Turns of the microtask queue from the moment at which a report is due until it is sent: what a reader takes of one
 * frame, read by read, then goes into one message, and no time passes.
 */
const TURNS = 8;

/** Tells the agent that `taken` bytes in all have left the reader; `want`: read on, whatever its rule says. */
export type ReportTaken = (taken: number, want: boolean) => void;

type Arrival = { readonly data: Uint8Array } | { readonly end: Error | null } | { readonly agentPaused: boolean };

/**
 * The child's output as it arrives from the agent. The agent applies asyncio's rule (stop at more than twice the
 * limit, go on at the limit) to arrived minus taken, so the child blocks at the same byte as in-process. Its
 * knowledge of `taken` may be late, though: when it says that it has paused and the reader here has not, it is told
 * to go on.
 */
export class RemoteReadEnd implements ReadEnd {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #report: ReportTaken;
  #sink: ReadSink | null = null;
  #early: Arrival[] = [];
  readonly #from: number;
  #owned: boolean;
  #taken: number;
  #reported: number;
  #cancelReport: Cancel | null = null;
  #isDue = false;
  #paused = false;
  #agentPaused = false;
  /** The present pause of the agent was answered. */
  #wantSent = false;
  #ended = false;
  #closed = false;

  /** @param from offset of the first byte wanted, of a stream that somebody else has read up to there. */
  constructor(clock: Clock, limit: number, report: ReportTaken, from: number | null = null) {
    this.#clock = clock;
    this.#limit = limit;
    this.#report = report;
    this.#owned = from === null;
    this.#taken = this.#reported = this.#from = from ?? 0;
  }

  /** True while this end is the stream's consumer, as far as the record has come here. */
  get owned(): boolean {
    return this.#owned;
  }

  /** The record has come to where this end became the consumer: what the agent says of pauses is meant for it now. */
  own(): void {
    this.#owned = true;
    if (this.#agentPaused && !this.#paused) void this.#reportSoon();
  }

  /** True once nothing more will be told. */
  get finished(): boolean {
    return this.#ended || this.#closed;
  }

  start(sink: ReadSink): void {
    this.#sink = sink;
    if (this.#early.length > 0) this.#clock.schedule(() => this.#flushEarly(), 0);
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    if (this.#agentPaused) this.report();
  }

  taken(bytes: number): void {
    this.#taken += bytes;
    if (this.finished) return;
    if (this.#taken - this.#reported >= this.#limit / 2) void this.#reportSoon();
    else this.#cancelReport ??= this.#clock.schedule(() => this.report(), REPORT_WITHIN_MS);
  }

  close(): void {
    this.#closed = true;
    this.#early = [];
    this.#stopReport();
  }

  /** Says now what was taken: when it is worth it, and after a new connection. */
  report(): void {
    this.#stopReport();
    if (this.finished || !this.#owned) return;
    const want = this.#agentPaused && !this.#paused && !this.#wantSent;
    if (this.#taken === this.#reported && !want) return;
    this.#reported = this.#taken;
    this.#wantSent ||= want;
    this.#report(this.#taken, want);
  }

  /** There is a new connection, whose other end knows no more than it had been told. */
  resumeConnection(): void {
    this.#reported = -1;
    this.#wantSent = false;
    this.report();
  }

  /** The agent's reader has paused or goes on; everything before it has arrived. */
  agentPaused(paused: boolean): void {
    this.#take({ agentPaused: paused });
  }

  /** @param offset of the first byte in the stream */
  arrive(data: Uint8Array, offset: number): void {
    if (offset >= this.#from) this.#take({ data });
    else if (offset + data.length > this.#from) this.#take({ data: data.subarray(this.#from - offset) });
  }

  end(error: Error | null): void {
    if (this.#ended) return;
    this.#take({ end: error });
  }

  #take(arrival: Arrival): void {
    if (this.finished) return;
    if (this.#sink === null || this.#early.length > 0) this.#early.push(arrival);
    else this.#deliver(this.#sink, arrival);
  }

  #flushEarly(): void {
    const arrivals = this.#early;
    this.#early = [];
    for (const arrival of arrivals) if (this.#sink !== null && !this.finished) this.#deliver(this.#sink, arrival);
  }

  #deliver(sink: ReadSink, arrival: Arrival): void {
    if ('data' in arrival) {
      sink.data(arrival.data);
      return;
    }
    if ('agentPaused' in arrival) {
      this.#agentPaused = arrival.agentPaused;
      this.#wantSent = false;
      if (!this.#paused) void this.#reportSoon();
      return;
    }
    this.#ended = true;
    this.#stopReport();
    if (arrival.end === null) sink.eof();
    else sink.error(arrival.end);
  }

  async #reportSoon(): Promise<void> {
    if (this.#isDue) return;
    this.#isDue = true;
    for (let turn = 0; turn < TURNS; turn++) await Promise.resolve();
    this.#isDue = false;
    this.report();
  }

  #stopReport(): void {
    this.#cancelReport?.();
    this.#cancelReport = null;
  }
}
