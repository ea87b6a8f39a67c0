import type { ConsumerName, FlowPayload } from '@pipescope/protocol';

/** Why a stream is not read. */
export type PauseReason = FlowPayload['reason'];

/**
 * Who takes a stream's bytes, and whether it may be read. Two positions: *arrived* (taken from the kernel) and
 * *taken* (out of the reader's buffer). asyncio's rule, on their difference:
 *
 *     reading --arrived - taken > 2 x limit--> paused --arrived - taken <= limit, or a read waits--> reading
 *
 * (StreamReader.feed_data, _maybe_resume_transport, _wait_for_data). There may be other reasons to pause; the stream
 * is read only while there is none.
 */
export class StreamCursor {
  readonly #limit: number;
  readonly #changed: (reason: PauseReason, paused: boolean) => void;
  readonly #reasons = new Set<PauseReason>();
  #consumer: ConsumerName;
  #arrived = 0;
  #taken = 0;

  /**
   * @param limit bytes, of the StreamReader
   * @param changed told of every reason that comes or goes
   */
  constructor(limit: number, consumer: ConsumerName, changed: (reason: PauseReason, paused: boolean) => void) {
    this.#limit = limit;
    this.#consumer = consumer;
    this.#changed = changed;
  }

  get consumer(): ConsumerName {
    return this.#consumer;
  }

  /** Bytes read from the kernel. */
  get arrived(): number {
    return this.#arrived;
  }

  /** Bytes the consumer has removed from its buffer. */
  get taken(): number {
    return this.#taken;
  }

  /** True while the stream must not be read. */
  get paused(): boolean {
    return this.#reasons.size > 0;
  }

  /** Bytes were read. */
  arrive(bytes: number): void {
    this.#arrived += bytes;
    if (this.#consumer === 'follow') this.#taken = this.#arrived;
    else if (this.#arrived - this.#taken > 2 * this.#limit) this.#set('consumer', true);
  }

  /** The consumer has taken `total` bytes in all; `want`: a read waits for more than is there. */
  take(total: number, want: boolean): void {
    this.#taken = Math.max(this.#taken, Math.min(total, this.#arrived));
    if (want || this.#arrived - this.#taken <= this.#limit) this.#set('consumer', false);
  }

  /** Another consumer, which begins where the former one stood. */
  setConsumer(consumer: ConsumerName): void {
    this.#consumer = consumer;
    this.#set('step', consumer === 'step');
    if (consumer === 'follow') this.take(this.#arrived, true);
    else this.take(this.#taken, false);
  }

  /** Nothing more is to be read, whatever the rule allows, until there is another consumer. */
  stop(): void {
    this.#set('consumer', true);
  }

  /** Reasons other than the consumer's rule. */
  hold(reason: Exclude<PauseReason, 'consumer'>, paused: boolean): void {
    this.#set(reason, paused);
  }

  #set(reason: PauseReason, paused: boolean): void {
    if (this.#reasons.has(reason) === paused) return;
    if (paused) this.#reasons.add(reason);
    else this.#reasons.delete(reason);
    this.#changed(reason, paused);
  }
}
