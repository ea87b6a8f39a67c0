import type { Limits } from '../recording/limits.ts';
import type { Run } from './run.ts';

/**
 * Counts and the last rows of a run whenever its record grows: at once while little happens, at most some thirty
 * times a second in a flood, and never more than two frames that were not acknowledged.
 */
export class Watch {
  readonly id: number;
  readonly run: Run;
  readonly #tail: number;
  readonly #limits: Limits;
  readonly #send: (frame: Uint8Array) => boolean;
  readonly #stop: () => void;
  #inFlight = 0;
  #dirty = true;
  #sentAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | NodeJS.Immediate | null = null;
  #closed = false;

  /**
   * @param tail how many of the last rows
   * @param send false when the connection takes nothing now; `wake` is called when it does again
   */
  constructor(id: number, run: Run, tail: number, limits: Limits, send: (frame: Uint8Array) => boolean) {
    this.id = id;
    this.run = run;
    this.#tail = tail;
    this.#limits = limits;
    this.#send = send;
    this.#stop = run.record.onGrow(() => {
      this.#dirty = true;
      this.wake();
    });
    this.wake();
  }

  /** One frame was drawn. */
  ack(): void {
    this.#inFlight = Math.max(0, this.#inFlight - 1);
    this.wake();
  }

  /** Something has changed: send soon, if there is something to send. */
  wake(): void {
    if (!this.#dirty || this.#closed || this.#timer !== null || this.#inFlight >= this.#limits.watchInFlight) return;
    const wait = this.#sentAt + this.#limits.watchMillis - performance.now();
    this.#timer = wait > 0 ? setTimeout(this.#push, wait) : setImmediate(this.#push);
  }

  /** Sends now what is due, for a barrier. */
  flush(): void {
    if (this.#dirty && !this.#closed && this.#inFlight < this.#limits.watchInFlight) this.#push();
  }

  close(): void {
    this.#closed = true;
    this.#stop();
    this.#clear();
  }

  readonly #push = (): void => {
    this.#clear();
    const from = Math.max(1, this.run.rowCount - this.#tail + 1);
    const frame = this.run.rows(from, this.#tail, this.id);
    this.#clear();
    this.#dirty = false;
    this.#inFlight++;
    this.#sentAt = performance.now();
    if (this.#send(frame)) return;
    this.#dirty = true;
    this.#inFlight--;
  };

  #clear(): void {
    clearTimeout(this.#timer as NodeJS.Timeout);
    clearImmediate(this.#timer as NodeJS.Immediate);
    this.#timer = null;
  }
}
