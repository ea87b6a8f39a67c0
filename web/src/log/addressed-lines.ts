import type { RowCounts } from '../state/row-store.ts';
import { t } from '../strings/message.ts';
import type { LineRange } from './line-range.ts';

/** What a run has of the lines that an address names. */
export interface AddressedLines {
  /** Those that exist; null when none does. */
  readonly range: LineRange | null;
  /** Why it is not all of them; empty when it is. */
  readonly words: string;
}

/** The lines to select for `wanted`; null while they may still come. `done` when no more lines can come. */
export function addressedLines(
  wanted: LineRange,
  { total, firstRow }: Pick<RowCounts, 'total' | 'firstRow'>,
  done: boolean,
): AddressedLines | null {
  if (wanted.from > total && !done) return null;
  if (wanted.from > total) return { range: null, words: t('lane.link.beyond', { lines: total }) };
  if (wanted.to < firstRow) return { range: null, words: t('lane.link.gone', { line: firstRow }) };
  const range = { from: Math.max(wanted.from, firstRow), to: done ? Math.min(wanted.to, total) : wanted.to };
  if (range.from > wanted.from) return { range, words: t('lane.link.gone', { line: firstRow }) };
  return { range, words: range.to < wanted.to ? t('lane.link.beyond', { lines: total }) : '' };
}
