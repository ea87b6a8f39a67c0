import { t } from '../strings/message.ts';
import type { Unfinished } from './shell-syntax.ts';

/** What is not closed, as a sentence. Backquotes mark code. */
export function unfinishedWords({ kind, what }: Unfinished): string {
  return t(`composer.unfinished.${kind}`, { what });
}
