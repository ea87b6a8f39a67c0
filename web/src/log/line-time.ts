/** How the time of a line is written: since spawn, since the line before it, the clock on the wall, or not at all. */
export type TimeMode = 'spawn' | 'delta' | 'clock' | 'off';

/** In the order in which one key goes through them. */
export const TIME_MODES: readonly TimeMode[] = ['spawn', 'delta', 'clock', 'off'];

const two = (n: number): string => String(n).padStart(2, '0');

/**
 * The time of a line.
 *
 * @param time microseconds since spawn
 * @param before the same of the line before it; undefined when that is not known
 * @param startedAt wall clock of the spawn, milliseconds since 1970
 */
export function lineTime(mode: TimeMode, time: number, before: number | undefined, startedAt: number): string {
  const seconds = (micros: number): string => (Math.floor(micros / 1000) / 1000).toFixed(3);
  switch (mode) {
    case 'spawn':
      return `+${seconds(time)}`;
    case 'delta':
      return before === undefined ? '' : `Δ${seconds(Math.max(0, time - before))}`;
    case 'clock': {
      const at = new Date(startedAt + time / 1000);
      const millis = String(at.getMilliseconds()).padStart(3, '0');
      return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${millis}`;
    }
    case 'off':
      return '';
  }
}
