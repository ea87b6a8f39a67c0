import type { Record } from '../recording/record.ts';

/**
 * A script must get every byte: what it has not been sent stays in the record, and while that is more than a bound,
 * its run is not read. A viewer has no such claim.
 */
export class ScriptBacklog {
  readonly #record: Record;
  readonly #bound: number;
  readonly #hold: (held: boolean) => void;
  #sent = 0;
  #held = false;
  #stop: (() => void) | null = null;

  /**
   * @param bound bytes
   * @param hold told when reading must stop and when it may go on
   */
  constructor(record: Record, bound: number, hold: (held: boolean) => void) {
    this.#record = record;
    this.#bound = bound;
    this.#hold = hold;
  }

  /** From now on nothing that was not sent may leave the record; no stream of the new script is held yet. */
  begin(): void {
    this.#stop?.();
    this.#held = false;
    this.#sent = this.#record.firstSeq;
    this.#record.keepFrom(this.#sent);
    this.#stop = this.#record.onGrow(() => this.#check());
  }

  /** The script has been sent all before `seq`. */
  sent(seq: number): void {
    if (seq <= this.#sent) return;
    this.#sent = seq;
    this.#record.keepFrom(seq);
    this.#check();
  }

  /** There is no script any more. */
  end(): void {
    this.#stop?.();
    this.#stop = null;
    this.#record.keepFrom(Number.POSITIVE_INFINITY);
    this.#set(false);
  }

  #check(): void {
    if (this.#stop === null) return;
    const waiting = this.#record.bytesFrom(this.#sent);
    if (waiting > this.#bound) this.#set(true);
    else if (waiting <= this.#bound / 2) this.#set(false);
  }

  #set(held: boolean): void {
    if (this.#held === held) return;
    this.#held = held;
    this.#hold(held);
  }
}
