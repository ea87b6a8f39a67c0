import { t } from '../strings/message.ts';

/** Where a person wants to go in the output. */
export type JumpTarget =
  | { readonly kind: 'line'; readonly line: number }
  /** 0 to 1 of all lines. */
  | { readonly kind: 'share'; readonly share: number }
  /** The first line at or after this, microseconds since spawn. */
  | { readonly kind: 'time'; readonly micros: number };

/**
 * Reads `120`, `5,000`, `50%`, `+1.5s` or `@14:02:11`; null when it is none of these.
 *
 * @param startedAt wall clock of the spawn, milliseconds since 1970: `@` is the first such moment not before it
 */
export function parseJump(text: string, startedAt: number): JumpTarget | null {
  const typed = text.trim().replace(/^:\s*/, '');
  // As the page itself and other programs write a number: 5,000, 5 000, 5_000, 5'000.
  const line = /^[lL]?(\d{1,15}|\d{1,3}(?:[,\s_'’]\d{3}){1,4})$/.exec(typed)?.[1]?.replaceAll(/\D/g, '');
  if (line !== undefined) return Number(line) < 1 ? null : { kind: 'line', line: Number(line) };
  const share = /^(\d{1,3}(?:\.\d+)?) ?%$/.exec(typed)?.[1];
  if (share !== undefined) return Number(share) > 100 ? null : { kind: 'share', share: Number(share) / 100 };
  const since = /^\+(\d{1,9}(?:\.\d*)?) ?s?$/.exec(typed)?.[1];
  if (since !== undefined) return { kind: 'time', micros: Math.round(Number(since) * 1e6) };
  const clock = /^@(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?$/.exec(typed);
  if (clock === null) return null;
  const [hours, minutes, seconds] = [Number(clock[1]), Number(clock[2]), Number(clock[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds >= 60) return null;
  const day = new Date(startedAt);
  day.setHours(hours, minutes, 0, 0);
  let at = day.getTime() + seconds * 1000;
  // The moment before the spawn on that day is the one on the next.
  if (at + 1000 <= startedAt) at += 86_400_000;
  return { kind: 'time', micros: Math.max(0, Math.round((at - startedAt) * 1000)) };
}

/** Why the line that is shown is not the one that was asked for; empty when it is. */
export function jumpWords(
  line: number,
  { total, firstRow }: { readonly total: number; readonly firstRow: number },
): string {
  if (line > total) return t('lane.jump.beyond', { lines: total });
  return line < firstRow ? t('lane.jump.gone', { line: firstRow }) : '';
}
