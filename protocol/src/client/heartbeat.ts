import type { Cancel, Clock } from '../base/clock.ts';

/** Milliseconds between pings: the latency shown is at most this old. */
export const PING_INTERVAL_MS = 5_000;
/** Milliseconds without a word from the agent after a ping until the socket counts as dead. */
export const SILENCE_LIMIT_MS = 12_000;

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

  constructor(clock: Clock, events: HeartbeatEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  start(): void {
    this.stop();
    this.#ping(this.#clock.now());
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#waitingSince = null;
  }

  /** Any message is a sign of life. */
  heard(): void {
    this.#waitingSince = null;
  }

  pong(t: number): void {
    if (this.#cancel !== null) this.#events.latency(Math.max(0, this.#clock.now() - t));
  }

  #tick(): void {
    const now = this.#clock.now();
    const late = now - this.#due > PING_INTERVAL_MS;
    if (late) this.#waitingSince = null;
    if (this.#waitingSince !== null && now - this.#waitingSince >= SILENCE_LIMIT_MS) {
      this.stop();
      this.#events.dead();
      return;
    }
    this.#ping(now);
  }

  #ping(now: number): void {
    this.#waitingSince ??= now;
    this.#due = now + PING_INTERVAL_MS;
    this.#cancel = this.#clock.schedule(() => this.#tick(), PING_INTERVAL_MS);
    this.#events.ping(now);
  }
}
