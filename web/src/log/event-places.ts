import type { RowStore } from '../state/row-store.ts';
import type { RunEvent } from './run-events.ts';

const NONE: readonly RunEvent[] = [];

/** Those of the events that happened after the line before and before this one. */
export function eventsAbove(
  events: readonly RunEvent[],
  previous: number | undefined,
  time: number,
): readonly RunEvent[] {
  if (events.length === 0) return NONE;
  const above = events.filter((event) => (event.time ?? 0) >= (previous ?? 0) && (event.time ?? 0) < time);
  return above.length === 0 ? NONE : above;
}

/** Which events stand between lines, and which after the last one: a line that comes later moves them. */
export class EventPlaces {
  between = NONE;
  after = NONE;
  /** Of the last line, in microseconds since spawn, as far as it was seen; null before the first. */
  #lastTime: number | null = null;

  /** Begins anew, for another run. */
  reset(): void {
    this.#lastTime = null;
  }

  /** True when another number of events stands after the last line than before. */
  place(events: readonly RunEvent[], rows: RowStore | null): boolean {
    this.#lastTime = rows?.row(rows.counts.total)?.time ?? this.#lastTime;
    const before = this.after.length;
    const { between, after } = placeEvents(events, this.#lastTime);
    this.between = between;
    this.after = after;
    return after.length !== before;
  }
}

/** Events that stand between lines, and those that stand after the last one. */
export interface PlacedEvents {
  readonly between: readonly RunEvent[];
  readonly after: readonly RunEvent[];
}

/** @param lastTime of the last line, in microseconds since spawn; null when there is none */
export function placeEvents(events: readonly RunEvent[], lastTime: number | null): PlacedEvents {
  const isBetween = ({ time }: RunEvent): boolean => time !== null && lastTime !== null && time < lastTime;
  return { between: events.filter(isBetween), after: events.filter((event) => !isBetween(event)) };
}
