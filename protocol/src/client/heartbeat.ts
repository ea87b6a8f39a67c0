import type { Cancel, Clock } from '../base/clock.ts';

/** Milliseconds between pings: the latency shown is at most this old. */
export const PING_INTERVAL_MS = 1_500;
/**
 * Milliseconds without a word from the agent after a ping until the socket counts as dead. With the interval it is under
 * 6 s from a cut that nobody tells of; a machine that is merely busy answers within it, or its timers are late as well.
 */
export const SILENCE_LIMIT_MS = 4_000;
/** The same when there is a reason to ask, such as a network that has just gone. */
export const CHECK_LIMIT_MS = 2_000;

export interface HeartbeatEvents {
  ping(t: number): void;
  latency(ms: number): void;
  /** Nothing was heard for too long. Heartbeat has stopped itself. */
  dead(): void;
}

/**
 * Tells how long a round trip takes and when the other end is gone without saying so. A late timer (the machine
 * slept, a tab was throttled) is no proof of death: it starts the wait anew.
 */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #events: HeartbeatEvents;
  #cancel: Cancel | null = null;
  #due = 0;
  #waitingSince: number | null = null;
  #limit = SILENCE_LIMIT_MS;

  constructor(clock: Clock, events: HeartbeatEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  start(): void {
    this.stop();
    this.#ping(this.#clock.now());
  }

  /** Asks now, and waits for the answer only `CHECK_LIMIT_MS`. Does nothing unless started. */
  check(): void {
    if (this.#cancel === null) return;
    this.#cancel();
    this.#waitingSince = null;
    this.#limit = CHECK_LIMIT_MS;
    this.#ping(this.#clock.now());
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.heard();
  }

  /** Any message is a sign of life. */
  heard(): void {
    this.#waitingSince = null;
    this.#limit = SILENCE_LIMIT_MS;
  }

  pong(t: number): void {
    if (this.#cancel !== null) this.#events.latency(Math.max(0, this.#clock.now() - t));
  }

  #tick(): void {
    const now = this.#clock.now();
    const late = now - this.#due > PING_INTERVAL_MS;
    if (late) this.#waitingSince = null;
    if (this.#waitingSince !== null && now - this.#waitingSince >= this.#limit) {
      this.stop();
      this.#events.dead();
      return;
    }
    this.#ping(now);
  }

  #ping(now: number): void {
    this.#waitingSince ??= now;
    const pause = Math.min(PING_INTERVAL_MS, this.#waitingSince + this.#limit - now);
    this.#due = now + pause;
    this.#cancel = this.#clock.schedule(() => this.#tick(), pause);
    this.#events.ping(now);
  }
}
