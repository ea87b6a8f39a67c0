/** Stops a scheduled call; a second call does nothing. */
export type Cancel = () => void;

/** Time as handed in by the platform, so that this package needs neither Node nor the DOM. */
export interface Clock {
  /** Monotonic milliseconds; only differences mean something. */
  now(): number;
  /** Calls `run` once after `ms` milliseconds. */
  schedule(run: () => void, ms: number): Cancel;
}
