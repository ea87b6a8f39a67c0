import type { FramePosition, RecordFrame } from '@pipescope/protocol';
import { decodeFrame, splitFrame } from '@pipescope/protocol';
import { gapFrame } from '../recording/gap-frame.ts';
import type { HeldFrame } from '../recording/record.ts';
import type { Run } from './run.ts';

/** Milliseconds a frame larger than the credit waits for more credit before it is sent in parts. */
const SPLIT_AFTER = 10;
/** Bytes of credit below which not even a part is sent: headers would be most of it. */
const SMALLEST_PART = 1_024;

/**
 * One reader of a run's record, in order and with nothing left out but what the record no longer holds, which a gap
 * stands for. Never sends more than its credit; has no influence on the run.
 */
export class Attachment {
  readonly id: number;
  readonly run: Run;
  readonly #wake: () => void;
  #seq: number;
  #credit: number;
  #sent = 0;
  #part: { readonly frame: RecordFrame; readonly from: FramePosition } | null = null;
  #maySplit = false;
  #splitTimer: NodeJS.Timeout | null = null;

  /**
   * @param from seq of the first entry wanted; the first frame may begin before it
   * @param credit bytes that may be sent in all
   * @param wake called when there may be something to send without a call from outside
   */
  constructor(id: number, run: Run, from: number, credit: number, wake: () => void) {
    this.id = id;
    this.run = run;
    this.#seq = Math.min(from, run.record.endSeq);
    this.#credit = credit;
    this.#wake = wake;
  }

  /** Seq of the next entry to be sent. */
  get position(): number {
    return this.#seq;
  }

  /** More credit: absolute, and never taken back. */
  grant(credit: number): void {
    this.#credit = Math.max(this.#credit, credit);
  }

  /** The next frame or part that may be sent now; it counts as sent. Null: nothing is there, or no credit for it. */
  next(): Uint8Array | null {
    if (this.#part !== null) return this.#nextPart();
    const { record } = this.run;
    const gap = record.gapAt(this.#seq);
    if (gap !== null) return this.#nextWhole(gapFrame(this.run.id, gap, this.run.now()), gap.toSeq);
    const frame = record.lend(this.#seq);
    if (frame === undefined) return null;
    if (frame.bytes.length <= this.#room) {
      this.#maySplit = false;
      return this.#nextWhole(frame.bytes, frame.endSeq);
    }
    return this.#split(frame);
  }

  close(): void {
    if (this.#splitTimer !== null) clearTimeout(this.#splitTimer);
  }

  get #room(): number {
    return this.#credit - this.#sent;
  }

  #nextWhole(bytes: Uint8Array, nextSeq: number): Uint8Array | null {
    if (bytes.length > this.#room) return null;
    this.#sent += bytes.length;
    this.#seq = nextSeq;
    return bytes;
  }

  /** Credit that comes in time for the whole frame saves cutting it. */
  #split(frame: HeldFrame): Uint8Array | null {
    if (this.#room < SMALLEST_PART) return null;
    if (!this.#maySplit) {
      this.#splitTimer ??= setTimeout(() => {
        this.#splitTimer = null;
        this.#maySplit = true;
        this.#wake();
      }, SPLIT_AFTER);
      return null;
    }
    const whole = decodeFrame(frame.bytes) as RecordFrame;
    // Not from the frame's beginning: on a link that is cut often, what the client has would use up its credit again.
    this.#part = { frame: whole, from: { entries: Math.max(0, this.#seq - whole.seq), bytes: 0 } };
    return this.#nextPart();
  }

  #nextPart(): Uint8Array | null {
    const part = this.#part;
    if (part === null || this.#room < SMALLEST_PART) return null;
    const made = splitFrame(part.frame, part.from, this.#room);
    if (made === null) return null;
    this.#part = made.next === null ? null : { frame: part.frame, from: made.next };
    this.#sent += made.frame.length;
    this.#seq = part.frame.seq + (made.next?.entries ?? part.frame.entries.length);
    return made.frame;
  }
}
