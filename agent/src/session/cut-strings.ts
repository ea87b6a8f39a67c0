import type { WireOsString } from '@pipescope/protocol';

/** Bytes below which the beginning of a string is not worth showing. */
const SMALLEST_PART = 8;

/** Strings, or their beginnings, and what is not among them. */
export interface CutStrings {
  readonly kept: readonly WireOsString[];
  /** Bytes left out, each string with the NUL that ends it, as execve(2) counts. */
  readonly cut: number;
}

/**
 * The first of `strings`, and the beginning of the next, that take at most `room` bytes in a JSON message. Text is not
 * cut inside a character.
 */
export function cutStrings(strings: readonly WireOsString[], room: number): CutStrings {
  const kept: WireOsString[] = [];
  let left = room;
  for (const [index, value] of strings.entries()) {
    const cost = costOf(value, left);
    if (cost <= left) {
      kept.push(value);
      left -= cost;
      continue;
    }
    const part = beginning(value, left);
    if (sizeOf(part) < SMALLEST_PART) return { kept, cut: total(strings.slice(index)) };
    kept.push(part);
    return { kept, cut: sizeOf(value) - sizeOf(part) + total(strings.slice(index + 1)) };
  }
  return { kept, cut: 0 };
}

/** Bytes of a string in a JSON array, with its comma; only that it is above `enough`, where it is. */
function costOf(value: WireOsString, enough: number): number {
  // What is long in any case is not spelled out to be measured.
  const length = typeof value === 'string' ? value.length : value.base64.length;
  return length > enough ? length : Buffer.byteLength(JSON.stringify(value)) + 1;
}

function beginning(value: WireOsString, room: number): WireOsString {
  if (typeof value !== 'string') {
    const whole = Math.max(0, room - costOf({ base64: '' }, room)) & ~3;
    return { base64: copied(value.base64.slice(0, whole)) };
  }
  let [fits, tooLong] = [0, Math.min(value.length, room) + 1];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (costOf(value.slice(0, middle), room) <= room) fits = middle;
    else tooLong = middle;
  }
  const splits = /[\ud800-\udbff]/.test(value.charAt(fits - 1)) && /[\udc00-\udfff]/.test(value.charAt(fits));
  return copied(value.slice(0, splits ? fits - 1 : fits));
}

/** V8 makes a part of a string a view on the whole of it, which would stay with it. */
function copied(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

function total(strings: readonly WireOsString[]): number {
  return strings.reduce((sum, value) => sum + sizeOf(value) + 1, 0);
}

function sizeOf(value: WireOsString): number {
  return typeof value === 'string' ? Buffer.byteLength(value) : Buffer.byteLength(value.base64, 'base64');
}
