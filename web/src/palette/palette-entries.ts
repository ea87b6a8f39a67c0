import { type Action, actionKeys, actions } from '../state/actions.ts';
import { isSingleKey } from '../state/key-match.ts';
import { preferences } from '../state/preferences.ts';
import { commandText, runMark, shownCommand } from '../state/run-words.ts';
import type { SessionStore } from '../state/session-store.ts';
import { t } from '../strings/message.ts';
import type { IconName } from '../ui/icons.ts';
import { ranked } from './palette-match.ts';

/** One line of the palette. */
export interface Entry {
  readonly id: string;
  readonly words: string;
  /** Mono: a command. */
  readonly command: boolean;
  readonly icon: IconName | null;
  readonly tone: string;
  readonly key: string | null;
  /** A second text: how a run stands, or why an action cannot be done now. */
  readonly note: string;
  readonly possible: boolean;
  readonly choose: () => void;
}

/** The most runs the palette shows at once; typing narrows them. */
const RUN_LIMIT = 50;

/** The key to show for an action: none when it would not act, because single keys are off. */
export function shownKey(action: Action): string | null {
  return actionKeys(action).find((key) => preferences.choices.singleKeys || !isSingleKey(key)) ?? null;
}

/** Every action that answers `query`: those that can be done first, the others with the reason. */
export function actionEntries(query: string): Entry[] {
  const found = ranked(
    actions.all.filter(({ id }) => id !== 'shell.palette'),
    query,
    ({ label }) => t(label),
  ).map((action): Entry => {
    const why = action.whyNot();
    return {
      id: action.id,
      words: t(action.label),
      command: false,
      icon: null,
      tone: '',
      key: shownKey(action),
      note: why ?? '',
      possible: why === null,
      choose: () => void action.run(),
    };
  });
  return [...found.filter(({ possible }) => possible), ...found.filter(({ possible }) => !possible)];
}

/** Every run that answers `query`, newest first where equal. */
export function runEntries(store: SessionStore, query: string): Entry[] {
  return ranked(store.runs, query, (run) => `${commandText(run)} #${run.number}`)
    .slice(0, RUN_LIMIT)
    .map((run): Entry => {
      const mark = runMark(run, store.knowsOf(run), store.ownSessions);
      return {
        id: run.run,
        words: shownCommand(run),
        command: true,
        icon: mark.icon,
        tone: mark.tone,
        key: null,
        note: t('shell.paletteRun', { number: run.number, state: mark.words }),
        possible: true,
        choose: () => store.select(run.run),
      };
    });
}
