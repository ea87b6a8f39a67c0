import type { Record } from '../recording/record.ts';

/**
 * A script must get every byte: what it has not been sent stays in the record, and while that is more than a bound,
 * its run is not read. Nor is it while scripts keep too much of the memory of all runs and this one has not been sent
 * all there is: a script that takes what comes goes on whatever the others do. A viewer has no such claim.
 */
export class ScriptBacklog {
  readonly #record: Record;
  readonly #bound: number;
  readonly #hold: (held: boolean) => void;
  #sent = 0;
  #held = false;
  /** More than the bound waits, and more than half of it since. */
  #isBehind = false;
  /** Too much is kept for scripts in all, and something waits here. */
  #isCrowded = false;
  #stop: (() => void) | null = null;
  #looksAgain = false;

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
    this.#isBehind = false;
    this.#isCrowded = false;
    this.#sent = this.#record.firstSeq;
    this.#record.keepFrom(this.#sent);
    const stops = [this.#record.onGrow(() => this.#check()), this.#record.onRoom(() => this.#check())];
    this.#stop = () => stops.forEach((stop) => stop());
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
    if (waiting > this.#bound) this.#isBehind = true;
    else if (waiting <= this.#bound / 2) this.#isBehind = false;
    if (waiting === 0 || !this.#record.crowded) this.#isCrowded = false;
    else if (!this.#isCrowded) this.#lookAgain();
    this.#set(this.#isBehind || this.#isCrowded);
  }

  /** After everyone else was told of the growth: a script that has credit has been sent it then. */
  #lookAgain(): void {
    if (this.#looksAgain) return;
    this.#looksAgain = true;
    queueMicrotask(() => {
      this.#looksAgain = false;
      if (this.#stop === null || !this.#record.crowded || this.#record.bytesFrom(this.#sent) === 0) return;
      this.#isCrowded = true;
      this.#set(true);
    });
  }

  #set(held: boolean): void {
    if (this.#held === held) return;
    this.#held = held;
    this.#hold(held);
  }
}
