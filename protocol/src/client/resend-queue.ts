const NOTHING = new Uint8Array(0);

/**
 * Bytes that go out in pieces and stay here until they are accepted, so that they can go out again. Each operation
 * costs what it moves, however many chunks wait.
 */
export class ResendQueue {
  #chunks: Uint8Array[] = [];
  /** Chunks before this one were accepted, and of it the first `#skip` bytes. */
  #head = 0;
  #skip = 0;
  /** Chunks before this one were sent, and of it the first `#within` bytes. */
  #next = 0;
  #within = 0;

  /** The bytes are kept; they must not change. */
  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
  }

  /** Up to `most` of the bytes to be sent next; they count as sent after `sent`. Empty: all were sent. */
  piece(most: number): Uint8Array {
    const first = this.#chunks[this.#next]?.subarray(this.#within, this.#within + most) ?? NOTHING;
    const isAlone = this.#next + 1 >= this.#chunks.length;
    if (isAlone || first.length === most) return first;
    const parts = [first];
    let length = first.length;
    for (let at = this.#next + 1; at < this.#chunks.length && length < most; at++) {
      const chunk = this.#chunks[at] as Uint8Array;
      const part = chunk.length <= most - length ? chunk : chunk.subarray(0, most - length);
      parts.push(part);
      length += part.length;
    }
    return join(parts, length);
  }

  sent(count: number): void {
    this.#within += count;
    for (let chunk = this.#chunks[this.#next]; chunk !== undefined && this.#within >= chunk.length; ) {
      this.#within -= chunk.length;
      chunk = this.#chunks[++this.#next];
    }
  }

  /** The first `count` bytes need not go out again, whether they were sent from here or not. */
  accepted(count: number): void {
    this.#skip += count;
    for (let chunk = this.#chunks[this.#head]; chunk !== undefined && this.#skip >= chunk.length; ) {
      this.#skip -= chunk.length;
      this.#chunks[this.#head++] = NOTHING;
      chunk = this.#chunks[this.#head];
    }
    if (this.#next < this.#head || (this.#next === this.#head && this.#within < this.#skip)) this.rewind();
    // The others are moved only when they are the fewer.
    if (this.#head * 2 < this.#chunks.length) return;
    this.#chunks.splice(0, this.#head);
    this.#next -= this.#head;
    this.#head = 0;
  }

  /** All that was not accepted is to be sent again. */
  rewind(): void {
    this.#next = this.#head;
    this.#within = this.#skip;
  }

  clear(): void {
    this.#chunks = [];
    this.#head = this.#skip = this.#next = this.#within = 0;
  }
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
