import type { FramePosition } from '@pipescope/protocol';
import { bytesAfter, entriesIn, FRAME_START, positionIn, splitFrame } from '@pipescope/protocol';
import { gapFrame } from '../recording/gap-frame.ts';
import type { HeldFrame, StreamBytes } from '../recording/record.ts';
import type { Run } from './run.ts';

/** Milliseconds a frame larger than the credit waits for more credit before it is sent in parts. */
const SPLIT_AFTER = 10;
/** Bytes of credit below which not even a part is sent: headers would be most of it. */
const SMALLEST_PART = 1_024;

/**
 * One reader of a run's record, in order and with nothing left out but what the record no longer holds, which a gap
 * stands for. Never sends more than its credit; has no influence on the run, and keeps none of its bytes: of a frame
 * that is sent in parts it knows its place alone.
 */
export class Attachment {
  readonly id: number;
  readonly run: Run;
  readonly #wake: () => void;
  #seq: number;
  #credit: number;
  #sent = 0;
  /** Its place in the frame with this first entry; of any other frame nothing is known. */
  #place: { readonly frameSeq: number; readonly position: FramePosition } | null = null;
  /** By fd: where the stream stands at what is to be sent next; not known before the record was looked at. */
  #streams: StreamBytes | undefined;
  /** The last thing sent was a part with more to come. */
  #inParts = false;
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
    const { record } = this.run;
    const gap = record.gapAt(this.#seq, this.#streams);
    if (gap !== null) return this.#nextWhole(gapFrame(this.run.id, gap, this.run.now()), gap.toSeq);
    const frame = record.frameOf(this.#seq);
    if (frame === undefined) return null;
    const from = this.#positionIn(frame);
    if (bytesAfter(frame.bytes, from) > this.#room) return this.#maySendPart() ? this.#nextPart(frame, from) : null;
    if (!this.#inParts) this.#maySplit = false;
    const whole = from.at === FRAME_START.at && from.bytes === 0;
    if (!whole || record.mayGrow(frame)) return this.#nextPart(frame, from);
    record.lend(frame.seq);
    return this.#nextWhole(frame.bytes, frame.endSeq);
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
    this.#streams = this.run.record.streamsAt(nextSeq);
    this.#inParts = false;
    return bytes;
  }

  /** Credit that comes in time for the whole frame saves cutting it. */
  #maySendPart(): boolean {
    if (this.#room < SMALLEST_PART) return false;
    if (this.#inParts || this.#maySplit) return true;
    this.#splitTimer ??= setTimeout(() => {
      this.#splitTimer = null;
      this.#maySplit = true;
      this.#wake();
    }, SPLIT_AFTER);
    return false;
  }

  /**
   * Where it stands in a frame. Not always at its beginning: on a link that is cut often, what the client has would use
   * up its credit again.
   */
  #positionIn(frame: HeldFrame): FramePosition {
    if (this.#place?.frameSeq !== frame.seq) this.#stand(frame, positionIn(frame.bytes, this.#seq - frame.seq));
    return this.#place?.position ?? FRAME_START;
  }

  #nextPart(frame: HeldFrame, from: FramePosition): Uint8Array | null {
    const part = splitFrame(frame.bytes, from, this.#room);
    if (part === null) return null;
    this.#sent += part.frame.length;
    this.#stand(frame, part.next);
    this.#inParts = part.next.entries < entriesIn(frame.bytes);
    return part.frame;
  }

  #stand(frame: HeldFrame, position: FramePosition): void {
    const [stdin, stdout, stderr] = frame.start.streams;
    const passed = position.streams;
    this.#place = { frameSeq: frame.seq, position };
    this.#seq = frame.seq + position.entries;
    this.#streams = [stdin.bytes + passed[0], stdout.bytes + passed[1], stderr.bytes + passed[2]];
  }
}
