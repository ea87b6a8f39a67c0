import type { Row } from '../state/protocol.ts';
import { lineText } from './row-text.ts';
import { PLAIN, type SgrStyle } from './sgr.ts';

/** Rows looked back at for the colour a line begins with. */
const LOOK_BACK = 200;
const ESC = 0x1b;

const escapes = new WeakMap<Row, boolean>();

function hasEscape(row: Row): boolean {
  let has = escapes.get(row);
  if (has === undefined) {
    has = row.bytes.includes(ESC);
    escapes.set(row, has);
  }
  return has;
}

/** The style of a row's stream after it. */
export function styleAfter(row: Row, before: SgrStyle): SgrStyle {
  if (!hasEscape(row)) return before;
  // Nobody knows what a line's bytes that are not here would change.
  return row.cut ? PLAIN : lineText(row.bytes, { style: before }).style;
}

/**
 * The styles with which the three streams reach row `number`, as far as the rows before it are here without a hole:
 * colours that a program switches on go on over its lines.
 */
export function stylesBefore(number: number, row: (number: number) => Row | undefined): SgrStyle[] {
  const styles: SgrStyle[] = [PLAIN, PLAIN, PLAIN];
  let first = number;
  const coloured: Row[] = [];
  while (first > 1 && number - first < LOOK_BACK) {
    const before = row(first - 1);
    if (before === undefined) break;
    if (hasEscape(before)) coloured.push(before);
    first--;
  }
  for (const one of coloured.reverse()) styles[one.stream] = styleAfter(one, styles[one.stream] ?? PLAIN);
  return styles;
}
