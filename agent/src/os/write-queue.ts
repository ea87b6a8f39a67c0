/** Chunks below this many bytes are gathered in blocks, so that a flood of tiny ones costs bytes and not objects. */
const SMALL = 4 * 1024;
/** Bytes of a block: twice the above, so that half of it or more is used when a chunk does not fit any more. */
const BLOCK = 2 * SMALL;
/** Most bytes joined for one write(2). */
const JOIN_SIZE = 64 * 1024;
/** Written chunks after which the list is made shorter, once they are more than half of it. */
const MANY_CHUNKS = 1_024;

const EMPTY = new Uint8Array(0);

/** One for all: what is joined in it is written before anything else is. */
let joined: Uint8Array | null = null;

/** Bytes that wait for write(2), in order. Each operation costs what it moves, however many chunks wait. */
export class WriteQueue {
  #chunks: Uint8Array[] = [];
  /** Chunks before this one are written. */
  #first = 0;
  #size = 0;
  /** The block that the last chunk is a part of, when it is one of ours, and how many bytes of it are used. */
  #block: Uint8Array | null = null;
  #used = 0;

  /** Bytes that wait. */
  get size(): number {
    return this.#size;
  }

  /** Adds a chunk, which must not change afterwards: by reference unless it is small and others wait. */
  push(chunk: Uint8Array): void {
    if (chunk.length < SMALL && this.#size > 0) this.#gather(chunk);
    else {
      this.#chunks.push(chunk);
      this.#block = null;
    }
    this.#size += chunk.length;
  }

  /** The bytes to write next: the first chunk, or several small ones joined. True until the next call of anything here. */
  next(): Uint8Array {
    const first = this.#chunks[this.#first] ?? EMPTY;
    const second = this.#chunks[this.#first + 1];
    if (second === undefined || first.length + second.length > JOIN_SIZE) return first;
    joined ??= new Uint8Array(Buffer.allocUnsafeSlow(JOIN_SIZE).buffer);
    let length = 0;
    for (let at = this.#first; at < this.#chunks.length; at += 1) {
      const chunk = this.#chunks[at] ?? EMPTY;
      if (length + chunk.length > JOIN_SIZE) break;
      joined.set(chunk, length);
      length += chunk.length;
    }
    return joined.subarray(0, length);
  }

  /** Removes the first `count` bytes, of which there must be so many, and returns them: they are never changed again. */
  take(count: number): Uint8Array {
    const first = this.#chunks[this.#first] ?? EMPTY;
    if (count <= first.length) {
      this.#remove(count);
      return first.subarray(0, count);
    }
    const taken = new Uint8Array(count);
    for (let filled = 0; filled < count; ) {
      const chunk = this.#chunks[this.#first] ?? EMPTY;
      const part = chunk.subarray(0, count - filled);
      taken.set(part, filled);
      filled += part.length;
      this.#remove(part.length);
    }
    return taken;
  }

  clear(): void {
    this.#chunks = [];
    this.#first = 0;
    this.#size = 0;
    this.#block = null;
  }

  #gather(chunk: Uint8Array): void {
    const last = this.#chunks.length - 1;
    const tail = this.#chunks[last] ?? EMPTY;
    if (this.#block === null || this.#used + chunk.length > BLOCK) {
      this.#block = new Uint8Array(BLOCK);
      this.#block.set(chunk);
      this.#used = chunk.length;
      this.#chunks.push(this.#block.subarray(0, this.#used));
      return;
    }
    this.#block.set(chunk, this.#used);
    this.#used += chunk.length;
    // Of the last chunk, too, the beginning may have been written.
    this.#chunks[last] = this.#block.subarray(tail.byteOffset, this.#used);
  }

  /** Takes `count` bytes off the first chunk, which has that many. */
  #remove(count: number): void {
    this.#size -= count;
    if (this.#size === 0) return this.clear();
    const chunk = this.#chunks[this.#first] ?? EMPTY;
    if (count < chunk.length) {
      this.#chunks[this.#first] = chunk.subarray(count);
      return;
    }
    this.#chunks[this.#first] = EMPTY;
    this.#first += 1;
    if (this.#first < MANY_CHUNKS || this.#first * 2 < this.#chunks.length) return;
    this.#chunks.splice(0, this.#first);
    this.#first = 0;
  }
}
