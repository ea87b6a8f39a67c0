import { type Draft, isBlank } from '../state/draft.ts';
import { joinWords, lostWords, splitWords } from '../state/shell-words.ts';

/** The other form with what was typed, or the sentence that says why not. */
export type FormSwitch = { readonly change: Partial<Draft> } | { readonly refusal: string };

/** Exec to shell quotes every argument; shell to exec splits, and refuses what only a shell can do. */
export function switchForm(draft: Draft): FormSwitch {
  if (draft.form === 'exec') {
    return { change: { form: 'shell', ...(!isBlank({ ...draft, cwd: '' }) && { command: joinWords(draft.argv) }) } };
  }
  const result = splitWords(draft.command);
  if (!('words' in result)) return { refusal: lostWords(result) };
  return { change: { form: 'exec', ...(result.words.length > 0 && { argv: result.words }) } };
}
