import type { Knowledge } from '../state/connection.ts';
import type { RunInfo } from '../state/protocol.ts';
import { t } from '../strings/message.ts';
import type { IconName } from '../ui/icons.ts';

/** How a run stands, for its header: only what is known. */
export interface StateWords {
  readonly icon: IconName;
  readonly tone: 'ok' | 'bad' | 'mut' | 'caution';
  readonly words: string;
  /** Why, or more exactly; may be empty. */
  readonly more: string;
}

/** Outputs that another process still holds after the exit. */
export function openOutputs(run: RunInfo): ('stdout' | 'stderr')[] {
  return (run.exit?.streamsOpen ?? []).filter((name) => run.streams[name]?.ended === false);
}

/** Names of one or two streams for a message with a `select`. */
export function bothOr(names: readonly string[]): string {
  return names.length === 2 ? 'both' : (names[0] ?? '');
}

/** The words for a run, as far as the agent can be asked. */
export function stateWords(run: RunInfo, knows: Knowledge): StateWords {
  const { state } = run;
  if (state === 'failed') return { icon: 'alert', tone: 'bad', words: t('run.state.failed'), more: '' };
  if (state === 'exited') {
    if (knows === 'gone') {
      return { icon: 'question', tone: 'mut', words: t('run.state.kept'), more: t('run.state.keptWhy') };
    }
    const open = openOutputs(run);
    if (open.length === 0) return { icon: 'check', tone: 'mut', words: t('run.state.finished'), more: '' };
    const more = t('run.state.openWhy', { streams: bothOr(open) });
    return { icon: 'half', tone: 'caution', words: t('run.state.open'), more };
  }
  if (knows === 'gone') {
    return { icon: 'question', tone: 'mut', words: t('run.state.gone'), more: t('run.state.goneWhy') };
  }
  if (knows === 'before') return { icon: 'dashed', tone: 'mut', words: t('run.state.unknown', { state }), more: '' };
  if (state === 'starting') return { icon: 'ring', tone: 'mut', words: t('run.state.starting'), more: '' };
  return { icon: 'live', tone: 'ok', words: t('run.state.running'), more: '' };
}
