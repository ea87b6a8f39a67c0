import { html, nothing, type TemplateResult } from 'lit';
import type { RowStore } from '../state/row-store.ts';
import { eventsAbove } from './event-places.ts';
import { drawEvent } from './event-row.ts';
import { isInRange, type LineRange } from './line-range.ts';
import { lineTime, type TimeMode } from './line-time.ts';
import type { RowWindow } from './row-window.ts';
import type { RunEvent } from './run-events.ts';
import { PLAIN, type SgrStyle } from './sgr.ts';
import { streamNames } from './stream-names.ts';
import { styleAfter, stylesBefore } from './style-carry.ts';
import { isUnread, type UnreadRows } from './unread-rows.ts';

/** How lines are to look. */
export interface RowLooks {
  readonly selected: LineRange | null;
  /** Bytes of lines that are too long to come whole, by line. */
  readonly whole: ReadonlyMap<number, Uint8Array>;
  readonly timeMode: TimeMode;
  /** Wall clock of the spawn, milliseconds since 1970. */
  readonly startedAt: number;
  /** What of the lines was not taken; null when all was. */
  readonly unread: UnreadRows | null;
  /** Events that stand between lines. */
  readonly events: readonly RunEvent[];
  /** The line that gets the focus by Tab. */
  readonly cursor: number | null;
}

function drawAbove(events: readonly RunEvent[], divider: string, looks: RowLooks): TemplateResult | null {
  if (events.length === 0 && divider === '') return null;
  return html`${events.map((event) => drawEvent(event, looks.timeMode, looks.startedAt))}${
    divider === '' ? nothing : html`<p class="divider" role="separator">${divider}</p>`
  }`;
}

/** Draws the lines `from` to `to` on the rows of a window. */
export function paintRows(page: RowWindow, rows: RowStore, from: number, to: number, looks: RowLooks): void {
  page.show(from, to);
  const { streams, total, firstRow } = rows.counts;
  const styles = stylesBefore(from, (number) => rows.row(number));
  let previous = from > 1 ? rows.row(from - 1) : undefined;
  for (let number = from; number <= to; number++) {
    const row = rows.row(number);
    const drawn = page.at(number);
    if (drawn === undefined) continue;
    const style: SgrStyle = row === undefined ? PLAIN : (styles[row.stream] ?? PLAIN);
    const unread = row !== undefined && isUnread(row, looks.unread);
    const begins = unread && (number === firstRow || (previous !== undefined && !isUnread(previous, looks.unread)));
    const isPlaced = row !== undefined && (number === firstRow || previous !== undefined);
    const above = isPlaced ? eventsAbove(looks.events, previous?.time, row.time) : [];
    const time = row === undefined ? '' : lineTime(looks.timeMode, row.time, previous?.time, looks.startedAt);
    const face = {
      number,
      row,
      lost: row === undefined && rows.isFrozen,
      whole: looks.whole.get(number),
      named: row?.stream !== previous?.stream,
      open: row?.unterminated === true && streams[streamNames(row).stream]?.ended === false,
      unread,
      above: drawAbove(above, begins ? (looks.unread?.words ?? '') : '', looks),
      selected: isInRange(looks.selected, number),
      time,
      style,
    };
    drawn.draw(face, total);
    drawn.element.tabIndex = number === looks.cursor ? 0 : -1;
    if (row !== undefined) styles[row.stream] = styleAfter(row, style);
    previous = row;
  }
}
