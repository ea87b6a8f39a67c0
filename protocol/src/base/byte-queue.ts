/** Chunks below this many bytes are gathered in one block when others are waiting, so that a flood of tiny
 * chunks costs bytes and not objects. */
const SMALL = 1024;
/** Size in bytes of a block that gathers small chunks. */
const BLOCK = 8192;

const EMPTY = new Uint8Array(0);

/**
 * Bytes in the order they came, kept as the chunks they came in: adding and removing never move what is
 * already there. What `take` returns is never written again, as long as the chunks handed in are not.
 */
export class ByteQueue {
  #chunks: Uint8Array[] = [];
  /** Index of the first chunk that is not used up. */
  #first = 0;
  /** Bytes of the first chunk that are used up. */
  #offset = 0;
  #size = 0;
  #start = 0;
  /** The block the last chunk is the beginning of, when it is one of ours. */
  #block: Uint8Array | null = null;

  /** Number of bytes in the queue. */
  get size(): number {
    return this.#size;
  }

  /** Number of bytes that have ever left the queue: the absolute position of its first byte. */
  get start(): number {
    return this.#start;
  }

  /** Adds a chunk, by reference unless it is small. */
  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#size += chunk.length;
    if (chunk.length < SMALL && this.#first < this.#chunks.length) this.#gather(chunk);
    else {
      this.#chunks.push(chunk);
      this.#block = null;
    }
  }

  /** Removes and returns the first `count` bytes; all of them when there are fewer. */
  take(count: number): Uint8Array {
    const wanted = Math.min(count, this.#size);
    if (wanted === 0) return EMPTY;
    const chunk = this.#chunks[this.#first] ?? EMPTY;
    const from = this.#offset;
    if (from + wanted <= chunk.length) {
      this.#remove(wanted);
      // Half the cost of subarray(), and a plain Uint8Array whatever class the chunk is of.
      return new Uint8Array(chunk.buffer, chunk.byteOffset + from, wanted);
    }
    return this.#join(wanted);
  }

  /** Removes everything. */
  clear(): void {
    this.#start += this.#size;
    this.#reset();
  }

  /** What is left of the first chunk: the bytes that lie together at the front. Removes nothing. */
  get firstChunk(): Uint8Array {
    return (this.#chunks[this.#first] ?? EMPTY).subarray(this.#offset);
  }

  /** Distance of the first `byte` from the front if it lies in the first chunk, else -1. */
  indexInFirstChunk(byte: number): number {
    const chunk = this.#chunks[this.#first];
    if (chunk === undefined) return -1;
    const index = chunk.indexOf(byte, this.#offset);
    return index === -1 ? -1 : index - this.#offset;
  }

  /**
   * Shows the bytes from the absolute position `from` on, chunk by chunk: `visit` gets a chunk, the index of its
   * first byte to look at and that byte's absolute position, and stops the walk by returning true.
   */
  walk(from: number, visit: (chunk: Uint8Array, index: number, position: number) => boolean): void {
    let at = this.#chunks.length;
    let position = this.#start + this.#size;
    while (at > this.#first && position > from) {
      at -= 1;
      position -= (this.#chunks[at] ?? EMPTY).length;
    }
    for (; at < this.#chunks.length; at += 1) {
      const chunk = this.#chunks[at] ?? EMPTY;
      const index = Math.max(from - position, 0);
      if (visit(chunk, index, position + index)) return;
      position += chunk.length;
    }
  }

  #gather(chunk: Uint8Array): void {
    const last = this.#chunks.length - 1;
    const tail = this.#chunks[last] ?? EMPTY;
    if (this.#block !== null && tail.length + chunk.length <= this.#block.length) {
      this.#block.set(chunk, tail.length);
      this.#chunks[last] = this.#block.subarray(0, tail.length + chunk.length);
      return;
    }
    this.#block = new Uint8Array(BLOCK);
    this.#block.set(chunk);
    this.#chunks.push(this.#block.subarray(0, chunk.length));
  }

  #join(wanted: number): Uint8Array {
    const joined = new Uint8Array(wanted);
    let filled = 0;
    while (filled < wanted) {
      const chunk = this.#chunks[this.#first] ?? EMPTY;
      const count = Math.min(chunk.length - this.#offset, wanted - filled);
      joined.set(chunk.subarray(this.#offset, this.#offset + count), filled);
      filled += count;
      this.#remove(count);
    }
    return joined;
  }

  /** Takes `count` bytes off the first chunk, which has that many. */
  #remove(count: number): void {
    this.#size -= count;
    this.#start += count;
    this.#offset += count;
    if (this.#offset < (this.#chunks[this.#first] ?? EMPTY).length) return;
    if (this.#size === 0) {
      this.#reset();
      return;
    }
    this.#offset = 0;
    this.#chunks[this.#first] = EMPTY;
    this.#first += 1;
    if (this.#first > 64 && this.#first * 2 > this.#chunks.length) {
      this.#chunks = this.#chunks.slice(this.#first);
      this.#first = 0;
    }
  }

  #reset(): void {
    this.#chunks = [];
    this.#first = 0;
    this.#offset = 0;
    this.#size = 0;
    this.#block = null;
  }
}
