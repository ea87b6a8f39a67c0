/** Smaller buffers are not worth keeping. */
const SMALLEST = 32 * 1_024;
/** Sizes are multiples of this, so that what one frame leaves fits another. */
const STEP = 16 * 1_024;
/** Bytes kept at most, over all runs. */
const MOST = 4 * 1_024 * 1_024;
/** A buffer may be larger than asked for by this part of it: what is spare counts against the record's bound. */
const SPARE = 1 / 5;

/**
 * Buffers of frames that have left a record and that no reader has seen. A flood that nobody follows byte by byte then
 * runs in the same memory again and again, instead of leaving hundreds of megabytes a second to the collector.
 */
export class FramePool {
  readonly #buffers: Uint8Array[] = [];
  #held = 0;

  /** Memory for a frame; its content does not matter. Not from Node's shared pool: a frame owns its buffer. */
  take(bytes: number): Uint8Array {
    if (bytes < SMALLEST) return Buffer.allocUnsafeSlow(bytes);
    const size = Math.ceil(bytes / STEP) * STEP;
    const at = this.#buffers.findIndex(({ length }) => length >= size && length * (1 - SPARE) <= size);
    if (at < 0) return Buffer.allocUnsafeSlow(size).subarray(0, bytes);
    const [found] = this.#buffers.splice(at, 1) as [Uint8Array];
    this.#held -= found.length;
    return found.subarray(0, bytes);
  }

  /** Takes back a frame's memory. Nobody may hold a view on it. */
  give(frame: Uint8Array): void {
    const { buffer } = frame;
    if (buffer.byteLength < SMALLEST || this.#held + buffer.byteLength > MOST) return;
    this.#held += buffer.byteLength;
    this.#buffers.push(new Uint8Array(buffer));
  }
}
