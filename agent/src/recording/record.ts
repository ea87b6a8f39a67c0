import type { GapPayload } from '@pipescope/protocol';
import { DroppedMarks, type StreamBytes } from './dropped-marks.ts';
import { costOf, type HeldFrame, join, type SealedFrame } from './held-frame.ts';
import type { Holder, MemoryBudget } from './memory-budget.ts';
import type { RowMark } from './row-tally.ts';
import { RowTally } from './row-tally.ts';

export type { HeldFrame, SealedFrame, StreamBytes };

/**
 * Bytes up to which small frames are put together: a child that writes a byte at a time would else need thirty times
 * the memory of what is recorded of it. More would cost those much who look for a row in it.
 */
const JOINED_BYTES = 16 * 1_024;
/** Parts of a record's bound that a joined frame, and the marks of what has left, may take. */
const SMALL_PART = 1 / 16;

/**
 * The frames of one run that are held in memory: a ring, bounded in bytes. Written by one recorder, read by any
 * number of readers from any position; none disturbs another.
 */
export class Record implements Holder {
  readonly #bound: number;
  readonly #budget: MemoryBudget;
  readonly #joinedBytes: number;
  #frames: HeldFrame[] = [];
  /** Frames before this index have left. */
  #head = 0;
  #held = 0;
  #endSeq = 0;
  /** What all frames have cost, also those that have left. */
  #total = 0;
  #kept = 0;
  #cleared = false;
  #end: RowMark = new RowTally().mark();
  #keepFrom = Number.POSITIVE_INFINITY;
  readonly #dropped: DroppedMarks;
  readonly #listeners = new Set<() => void>();
  /** Stop what was asked of the budget, which outlives this record. */
  readonly #roomStops = new Set<() => void>();

  /** @param bound bytes this record may hold */
  constructor(bound: number, budget: MemoryBudget) {
    this.#bound = bound;
    this.#budget = budget;
    this.#joinedBytes = Math.min(JOINED_BYTES, bound * SMALL_PART);
    this.#dropped = new DroppedMarks(bound * SMALL_PART);
  }

  /** Memory for the next frame; its content does not matter. */
  allocate(bytes: number): Uint8Array {
    return this.#budget.pool.take(bytes);
  }

  /** Takes memory of `allocate` back that nobody holds a view on. */
  release(memory: Uint8Array): void {
    this.#budget.pool.give(memory);
  }

  get held(): number {
    return this.#held;
  }

  /** Seq of the first entry still held; `endSeq` when none is. */
  get firstSeq(): number {
    return this.#frames[this.#head]?.seq ?? this.#endSeq;
  }

  /** Seq the next sealed frame will begin with. */
  get endSeq(): number {
    return this.#endSeq;
  }

  /** Rows and streams at `endSeq`. */
  get end(): RowMark {
    return this.#end;
  }

  /** Frames held, oldest first. */
  get frameCount(): number {
    return this.#frames.length - this.#head;
  }

  /** The nth held frame, from 0. */
  frame(index: number): HeldFrame | undefined {
    return this.#frames[this.#head + index];
  }

  /** Index of the last held frame for which `before` holds; it must hold for a first part of them. -1: for none. */
  lastIndexWhere(before: (frame: HeldFrame) => boolean): number {
    let low = -1;
    let high = this.frameCount;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (before(this.frame(middle) as HeldFrame)) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The frame that holds entry `seq`, or undefined when it has left or is not sealed yet. */
  frameOf(seq: number): HeldFrame | undefined {
    if (seq < this.firstSeq || seq >= this.#endSeq) return undefined;
    return this.frame(this.lastIndexWhere((frame) => frame.seq <= seq));
  }

  /** As `frameOf`, for a reader that keeps the bytes beyond this call; nothing is put behind them any more. */
  lend(seq: number): HeldFrame | undefined {
    const frame = this.frameOf(seq);
    if (frame !== undefined) frame.lent = true;
    return frame;
  }

  /** True while entries may still be put behind those of a frame: a reader that keeps a copy instead lets them. */
  mayGrow(frame: HeldFrame): boolean {
    return frame.endSeq === this.#endSeq && !frame.lent && frame.bytes.length < this.#joinedBytes;
  }

  /** Bytes of memory that the frames from entry `seq` to the end take. */
  bytesFrom(seq: number): number {
    return this.#total - (this.frameOf(seq)?.before ?? this.#total);
  }

  /** Where the streams stand before entry `seq`, which is held; exact where a frame begins, and at the end. */
  streamsAt(seq: number): StreamBytes {
    const [stdin, stdout, stderr] = (this.frameOf(seq)?.start ?? this.#end).streams;
    return [stdin.bytes, stdout.bytes, stderr.bytes];
  }

  /**
   * What a reader at `seq` has missed, or null when its next entry is still held.
   * @param from where its streams stand, which may be within that entry; looked up when it does not know
   */
  gapAt(seq: number, from?: StreamBytes): GapPayload | null {
    if (seq >= this.firstSeq) return null;
    const known = from ?? this.#dropped.at(seq);
    const to = this.streamsAt(this.firstSeq);
    return {
      fromSeq: seq,
      toSeq: this.firstSeq,
      reason: 'memory',
      bytes: { stdin: to[0] - known[0], stdout: to[1] - known[1], stderr: to[2] - known[2] },
    };
  }

  /** Only the recorder calls this. */
  append(sealed: SealedFrame, end: RowMark): void {
    if (this.#cleared) return;
    const added = this.#add(sealed);
    this.#endSeq = sealed.endSeq;
    this.#end = end;
    this.#keep();
    this.#change(added);
    while (this.#held > this.#bound && this.frameCount > 1 && this.dropOldest()) {
      // Dropping is the condition.
    }
    for (const listener of this.#listeners) listener();
  }

  /** Entries from `seq` on may not leave: a consumer has not been sent them. Infinity: all may. */
  keepFrom(seq: number): void {
    this.#keepFrom = seq;
    this.#keep();
  }

  /** True while no more may be kept for consumers, over all records. */
  get crowded(): boolean {
    return this.#budget.crowded;
  }

  /** Calls `listener` whenever that is over; returns how to stop it. */
  onRoom(listener: () => void): () => void {
    const stop = this.#budget.onRoom(listener);
    this.#roomStops.add(stop);
    return () => {
      stop();
      this.#roomStops.delete(stop);
    };
  }

  dropOldest(): boolean {
    const frame = this.#frames[this.#head];
    if (frame === undefined) return this.#halveMarks();
    if (frame.endSeq > this.#keepFrom) return false;
    this.#frames[this.#head] = undefined as unknown as HeldFrame;
    this.#head++;
    if (this.#head > 64 && this.#head * 2 > this.#frames.length) {
      this.#frames = this.#frames.slice(this.#head);
      this.#head = 0;
    }
    const marks = this.#dropped.held;
    this.#dropped.add(frame.seq, frame.start);
    if (!frame.lent) this.#budget.pool.give(frame.bytes);
    this.#change(this.#dropped.held - marks - costOf(frame));
    return true;
  }

  /** Lets everything go, and takes nothing any more: the run is forgotten. */
  clear(): void {
    this.#cleared = true;
    const held = this.#held;
    this.#frames = [];
    this.#head = 0;
    this.keepFrom(Number.POSITIVE_INFINITY);
    this.#change(-held);
    this.#listeners.clear();
    for (const stop of this.#roomStops) stop();
    this.#roomStops.clear();
  }

  /** Calls `listener` after each sealed frame; returns how to stop it. */
  onGrow(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes a frame in, as one of its own or behind the entries of the last; returns what it costs. */
  #add(sealed: SealedFrame): number {
    const last = this.frame(this.frameCount - 1);
    if (last !== undefined && this.mayGrow(last)) {
      const before = costOf(last);
      if (join(last, sealed, this.#joinedBytes, (bytes) => this.allocate(bytes))) {
        const added = costOf(last) - before;
        this.#total += added;
        return added;
      }
    }
    const frame = { ...sealed, before: this.#total, lent: false };
    this.#frames.push(frame);
    const added = costOf(frame);
    this.#total += added;
    return added;
  }

  /** Tells the budget how much may not leave. */
  #keep(): void {
    const kept = this.bytesFrom(this.#keepFrom);
    if (kept !== this.#kept) this.#budget.kept(kept - this.#kept);
    this.#kept = kept;
  }

  #halveMarks(): boolean {
    const marks = this.#dropped.held;
    if (!this.#dropped.halve()) return false;
    this.#change(this.#dropped.held - marks);
    return true;
  }

  #change(bytes: number): void {
    this.#held += bytes;
    this.#budget.changed(this, bytes);
  }
}
