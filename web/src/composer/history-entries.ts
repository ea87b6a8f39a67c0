import { commandLine, type Draft } from '../state/draft.ts';
import type { DraftHistory } from '../state/draft-history.ts';
import { PRESETS } from '../state/draft-presets.ts';
import { type MessageId, t } from '../strings/message.ts';

/** Something that can be put into the composer. */
export interface HistoryEntry {
  readonly group: 'composer.presets.own' | 'composer.presets.shipped' | 'composer.history.past';
  /** Name of a preset; empty for a past command. */
  readonly name: string;
  readonly note: string;
  readonly command: string;
  readonly draft: Draft;
}

/** Groups in the order shown. */
export const GROUPS: readonly (HistoryEntry['group'] & MessageId)[] = [
  'composer.presets.own',
  'composer.presets.shipped',
  'composer.history.past',
];

/** Past commands shown at once; a search reaches all. */
const PAST_SHOWN = 50;

/** What matches `query`, every word of it somewhere in the name or the command; in the order shown. */
export function historyEntries({ past, own }: Pick<DraftHistory, 'past' | 'own'>, query: string): HistoryEntry[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const entries: HistoryEntry[] = [
    ...own.map(({ name, draft }) => entry('composer.presets.own', name, '', draft)),
    ...PRESETS.map(({ name, words, draft }) => entry('composer.presets.shipped', t(name), t(words), draft)),
    ...past.map((draft) => entry('composer.history.past', '', '', draft)),
  ];
  let shown = 0;
  return entries.filter(({ group, name, note, command }) => {
    const text = `${name} ${note} ${command}`.toLowerCase();
    if (!wanted.every((word) => text.includes(word))) return false;
    if (group === 'composer.history.past') shown += 1;
    return group !== 'composer.history.past' || shown <= PAST_SHOWN;
  });
}

function entry(group: HistoryEntry['group'], name: string, note: string, draft: Draft): HistoryEntry {
  return { group, name, note, command: commandLine(draft), draft };
}
