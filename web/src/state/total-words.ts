import { t } from '../strings/message.ts';
import { formatCount } from '../ui/format.ts';
import type { OutAndIn } from './run-totals.ts';

/** Counts above this are shown short, with the exact ones on hover. */
const EXACT_UP_TO = 9_999_999;

const shortCount = (n: number): string =>
  n > EXACT_UP_TO ? t('lane.millions', { millions: Math.floor(n / 1e5) / 10 }) : formatCount(n);

/** `1,000,000 lines`, `12.3 M lines`; where lines were sent too, `3 lines out, 3 in`. */
export function lineWords({ out, in: sent }: Pick<OutAndIn, 'out' | 'in'>): string {
  if (sent === 0) return t('lane.count', { lines: out, count: shortCount(out) });
  return t('lane.countBoth', { lines: out, count: shortCount(out), sent: shortCount(sent) });
}

/** The same with every digit. */
export function exactLineWords({ out, in: sent }: Pick<OutAndIn, 'out' | 'in'>): string {
  if (sent === 0) return t('lane.count', { lines: out, count: formatCount(out) });
  return t('lane.countBoth', { lines: out, count: formatCount(out), sent: formatCount(sent) });
}
