import type { RowMark } from './row-tally.ts';

/** Marks kept: 1 GiB of full frames is told exactly; older ones are thinned out. */
const KEPT = 4_096;

/** By fd: bytes of a stream before some place of the record. */
export type StreamBytes = readonly [number, number, number];
const NOTHING: StreamBytes = [0, 0, 0];

/** Where the streams stood at the beginning of frames that have left, so that a gap can say what lies in it. */
export class DroppedMarks {
  #marks: { readonly seq: number; readonly bytes: StreamBytes }[] = [];

  /** A frame that began at `seq` has left. */
  add(seq: number, start: RowMark): void {
    const [stdin, stdout, stderr] = start.streams;
    this.#marks.push({ seq, bytes: [stdin.bytes, stdout.bytes, stderr.bytes] });
    if (this.#marks.length > KEPT) this.#marks = this.#marks.filter((_, i) => i >= KEPT / 2 || i % 2 === 0);
  }

  /** Bytes of each stream before entry `seq`: exact at the beginning of a frame still known, else a little less. */
  at(seq: number): StreamBytes {
    let low = -1;
    let high = this.#marks.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#marks[middle]?.seq ?? 0) <= seq) low = middle;
      else high = middle;
    }
    return this.#marks[low]?.bytes ?? NOTHING;
  }
}
