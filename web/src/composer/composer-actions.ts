import type { Action } from '../state/actions.ts';
import { isBlank } from '../state/draft.ts';
import { draftHistory } from '../state/draft-history.ts';
import type { SessionStore } from '../state/session-store.ts';
import { t } from '../strings/message.ts';

/** What the composer can do for its actions. */
export interface ComposerParts {
  run(paused: boolean): void;
  switchForm(): void;
  showHistory(): void;
  clear(): void;
}

/** Why what is composed cannot be started now, as a sentence; null when it can. */
export function whyNotRun(store: SessionStore): string | null {
  return isBlank(store.draft) ? t('composer.nothing') : whyNotPress(store);
}

/** Why neither Run nor Run paused can be pressed. With nothing composed they can: they say what is missing. */
export function whyNotPress({ connection, starting }: SessionStore): string | null {
  if (!connection.connected) return t('composer.offline');
  return starting ? t('composer.starting') : null;
}

/** Starts what is composed and remembers it; what was refused stays in the composer and is not remembered. */
export async function startAndKeep(store: SessionStore): Promise<void> {
  const { draft } = store;
  await store.start();
  if (store.problem === null) draftHistory.add(draft);
}

/** The actions of the composer. */
export function composerActions(store: () => SessionStore, parts: ComposerParts): Action[] {
  const place = 'composer';
  const always = (): null => null;
  return [
    {
      id: 'composer.run',
      label: 'composer.action.run',
      key: 'Ctrl+Enter',
      place,
      ownKey: true,
      run: () => parts.run(false),
      whyNot: () => whyNotRun(store()),
    },
    {
      id: 'composer.runPaused',
      label: 'composer.action.runPaused',
      place,
      run: () => parts.run(true),
      whyNot: () => whyNotRun(store()),
    },
    { id: 'composer.form', label: 'composer.action.form', place, run: () => parts.switchForm(), whyNot: always },
    {
      id: 'composer.history',
      label: 'composer.action.history',
      key: 'Alt+P',
      place,
      ownKey: true,
      run: () => parts.showHistory(),
      whyNot: always,
    },
    {
      id: 'composer.clear',
      label: 'composer.action.clear',
      place,
      run: () => parts.clear(),
      whyNot: () => (isBlank(store().draft) ? t('composer.nothing') : null),
    },
  ];
}
