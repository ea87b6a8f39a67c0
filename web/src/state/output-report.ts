import { t } from '../strings/message.ts';
import type { Choices } from './preferences.ts';
import type { Row } from './protocol.ts';
import type { RowCounts } from './row-store.ts';

/** The part of a run's rows a report reads. */
export interface ReportedRows {
  readonly counts: RowCounts;
  row(number: number): Pick<Row, 'stream' | 'bytes'> | undefined;
}

/** Lines said one by one in one report; more than that is said as a summary. */
const LINES_AT_ONCE = 10;
/** How far back the last line of a stream is looked for, in rows. */
const LOOK_BACK = 100;
const LONGEST = 200;
const SPOKEN = ['stdout', 'stderr'] as const;

const utf8 = new TextDecoder();

function rowText({ bytes }: Pick<Row, 'bytes'>): string {
  // What is spoken has no use for controls and escape sequences; the lane shows them.
  const text = utf8.decode(bytes.subarray(0, 4 * LONGEST)).replace(/\p{Cc}+/gu, ' ');
  return text.trim().slice(0, LONGEST);
}

/** Turns what has arrived since the last report into words to speak. stdin is left out: one knows what one typed. */
export class OutputReport {
  #total: number;
  #lines: Record<(typeof SPOKEN)[number], number>;

  /** @param from what had arrived already and is not reported; null reports from the first line */
  constructor(from: RowCounts | null) {
    this.#total = from?.total ?? 0;
    this.#lines = { stdout: from?.streams.stdout?.lines ?? 0, stderr: from?.streams.stderr?.lines ?? 0 };
  }

  /** The words for what is new; null when nothing is. What arrived while it is `off` is passed over. */
  next(mode: Choices['announceOutput'], rows: ReportedRows): string | null {
    const { total, streams } = rows.counts;
    const since = this.#total;
    const fresh = SPOKEN.map((stream) => ({ stream, count: (streams[stream]?.lines ?? 0) - this.#lines[stream] }));
    this.#total = total;
    this.#lines = { stdout: streams.stdout?.lines ?? 0, stderr: streams.stderr?.lines ?? 0 };
    const count = fresh.reduce((sum, { count: lines }) => sum + lines, 0);
    if (mode === 'off' || count <= 0) return null;
    if (mode === 'lines' && count <= LINES_AT_ONCE) return this.#eachLine(rows, since);
    const words = fresh.filter(({ count: lines }) => lines > 0).map((part) => this.#summary(part, rows));
    return [...(mode === 'lines' ? [t('shell.saidTooMany')] : []), ...words].join(' ');
  }

  #eachLine(rows: ReportedRows, since: number): string {
    const said: string[] = [];
    for (let number = since + 1; number <= rows.counts.total; number++) {
      const row = rows.row(number);
      const stream = SPOKEN[(row?.stream ?? 0) - 1];
      if (row !== undefined && stream !== undefined) said.push(t('shell.saidLine', { stream, text: rowText(row) }));
    }
    return said.join(' ');
  }

  #summary({ stream, count }: { stream: (typeof SPOKEN)[number]; count: number }, rows: ReportedRows): string {
    const { total } = rows.counts;
    for (let number = total; number > Math.max(0, total - LOOK_BACK); number--) {
      const row = rows.row(number);
      if (row !== undefined && SPOKEN[row.stream - 1] === stream) {
        return t('shell.saidSummary', { stream, count, text: rowText(row) });
      }
    }
    return t('shell.saidCount', { stream, count });
  }
}
