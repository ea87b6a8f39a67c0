import type { Draft } from '../state/draft.ts';
import { isBlank } from '../state/draft.ts';
import { joinWords } from '../state/shell-words.ts';
import { t } from '../strings/message.ts';
import { announce } from '../ui/announce.ts';
import type { MenuItem } from '../ui/menu-element.ts';

/** What else can be done with what is composed. */
export function composerMenu(draft: Draft, whyNotRun: string | null): readonly MenuItem[] {
  const blank = isBlank(draft) ? t('composer.nothing') : null;
  return [
    { id: 'runPaused', words: t('composer.runPaused'), icon: 'play', whyNot: whyNotRun },
    { id: 'copyShell', words: t('composer.copyShell'), icon: 'copy', whyNot: blank, apart: 'line' },
    { id: 'copyJson', words: t('composer.copyJson'), icon: 'copy', whyNot: blank },
    { id: 'paste', words: t('composer.paste'), icon: 'enter' },
    { id: 'history', words: t('composer.presets'), icon: 'history', key: 'Alt+P', apart: 'line' },
    { id: 'save', words: t('composer.preset.save'), icon: 'plus', whyNot: blank },
    { id: 'clear', words: t('composer.clear'), icon: 'cross', whyNot: blank, apart: 'line' },
  ];
}

/** The command as the shell would take it, or as the list that reaches the program. */
export function copyText(draft: Draft, as: 'copyShell' | 'copyJson'): string {
  const argv = draft.form === 'exec' ? draft.argv : ['/bin/sh', '-c', draft.command];
  if (as === 'copyJson') return JSON.stringify(argv);
  return draft.form === 'exec' ? joinWords(draft.argv) : draft.command;
}

/** Copies and says so. */
export async function copyAndSay(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    announce(t('composer.copied'));
  } catch {
    announce(t('composer.notCopied'), true);
  }
}
