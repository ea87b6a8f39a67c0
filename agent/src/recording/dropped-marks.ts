import type { RowMark } from './row-tally.ts';

/** Marks kept at most: 200 MiB of full frames are told exactly; older ones are thinned out. */
const KEPT = 1_024;
/** Numbers of a mark: its seq, then the bytes of each stream. */
const NUMBERS = 4;
/** Bytes of a mark. */
const MARK = NUMBERS * Float64Array.BYTES_PER_ELEMENT;
const FIRST_ROOM = 8;

/** By fd: bytes of a stream before some place of the record. */
export type StreamBytes = readonly [number, number, number];

/** Where the streams stood at the beginning of frames that have left, so that a gap can say what lies in it. */
export class DroppedMarks {
  readonly #most: number;
  #numbers = new Float64Array(0);
  #count = 0;

  /** @param bound bytes that marks may take, within the most that are ever kept */
  constructor(bound = KEPT * MARK) {
    this.#most = Math.max(4, Math.min(KEPT, Math.floor(bound / MARK)));
  }

  /** Bytes held. */
  get held(): number {
    return this.#numbers.byteLength;
  }

  /** A frame that began at `seq` has left. */
  add(seq: number, start: RowMark): void {
    if (this.#count === this.#most) this.#thin(this.#count >> 1);
    const [stdin, stdout, stderr] = start.streams;
    const at = this.#count++ * NUMBERS;
    if (at >= this.#numbers.length) this.#resize(Math.min(this.#most, Math.max(FIRST_ROOM, this.#count * 2)));
    this.#numbers.set([seq, stdin.bytes, stdout.bytes, stderr.bytes], at);
  }

  /** Forgets every other mark, so that about half the memory is free; false when there is none. */
  halve(): boolean {
    if (this.#count === 0) return false;
    if (this.#count === 1) this.#count = 0;
    else this.#thin(this.#count);
    this.#resize(this.#count);
    return true;
  }

  /** Bytes of each stream before entry `seq`: exact at the beginning of a frame still known, else a little less. */
  at(seq: number): StreamBytes {
    let low = -1;
    let high = this.#count;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#numbers[middle * NUMBERS] ?? 0) <= seq) low = middle;
      else high = middle;
    }
    if (low < 0) return [0, 0, 0];
    const [, stdin = 0, stdout = 0, stderr = 0] = this.#numbers.subarray(low * NUMBERS, (low + 1) * NUMBERS);
    return [stdin, stdout, stderr];
  }

  /** Of the first `count` marks every other one goes. */
  #thin(count: number): void {
    let to = 0;
    for (let i = 0; i < this.#count; i++) {
      if (i >= count || i % 2 === 0) this.#numbers.copyWithin(to++ * NUMBERS, i * NUMBERS, (i + 1) * NUMBERS);
    }
    this.#count = to;
  }

  #resize(marks: number): void {
    const numbers = new Float64Array(marks * NUMBERS);
    numbers.set(this.#numbers.subarray(0, Math.min(this.#count, marks) * NUMBERS));
    this.#numbers = numbers;
  }
}
