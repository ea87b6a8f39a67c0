import type { Knowledge } from '../state/connection.ts';
import type { RunInfo } from '../state/protocol.ts';
import { type OutputName, openOutputs, untakenBytes } from '../state/run-words.ts';
import { t } from '../strings/message.ts';
import { formatBytes } from '../ui/format.ts';
import type { IconName } from '../ui/icons.ts';

/** How a run stands, for its header: only what is known. */
export interface StateWords {
  readonly icon: IconName;
  readonly tone: 'ok' | 'bad' | 'mut' | 'caution';
  readonly words: string;
  /** Why, or more exactly; may be empty. */
  readonly more: string;
}

/**
 * Outputs that are open after the exit, by the reason: their consumer does not read on, or all was read and no end came,
 * because another process holds them.
 */
export function openReasons(run: RunInfo): {
  readonly unread: readonly OutputName[];
  readonly held: readonly OutputName[];
} {
  const open = run.exit === undefined ? [] : openOutputs(run);
  const isRead = (name: OutputName): boolean => run.streams[name]?.unread === undefined;
  return { unread: open.filter((name) => !isRead(name)), held: open.filter(isRead) };
}

/** Bytes that wait in the pipes of these outputs. */
export function unreadBytes(run: RunInfo, names: readonly OutputName[]): number {
  return names.reduce((sum, name) => sum + (run.streams[name]?.unread ?? 0), 0);
}

function openWhy(run: RunInfo): string {
  const { unread, held } = openReasons(run);
  const consumer = run.consumers[unread[0] ?? 'stdout'] ?? 'paused';
  const bytes = formatBytes(unreadBytes(run, unread));
  return [
    ...(unread.length === 0 ? [] : [t('run.state.unreadWhy', { streams: bothOr(unread), consumer, bytes })]),
    ...(held.length === 0 ? [] : [t('run.state.openWhy', { streams: bothOr(held) })]),
  ].join(' ');
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
    const left = untakenBytes(run);
    if (openOutputs(run).length === 0 && left > 0) {
      const more = t('run.state.untaken', { bytes: formatBytes(left) });
      return { icon: 'half', tone: 'mut', words: t('run.state.finished'), more };
    }
    if (openOutputs(run).length === 0) return { icon: 'check', tone: 'mut', words: t('run.state.finished'), more: '' };
    return { icon: 'half', tone: 'caution', words: t('run.state.open'), more: openWhy(run) };
  }
  if (knows === 'gone') {
    return { icon: 'question', tone: 'mut', words: t('run.state.gone'), more: t('run.state.goneWhy') };
  }
  if (knows === 'before') return { icon: 'dashed', tone: 'mut', words: t('run.state.unknown', { state }), more: '' };
  if (state === 'starting') return { icon: 'ring', tone: 'mut', words: t('run.state.starting'), more: '' };
  return { icon: 'live', tone: 'ok', words: t('run.state.running'), more: waitingWords(run) };
}

/** What a running child has written and nobody takes from the kernel; empty while everything is read. */
function waitingWords(run: RunInfo): string {
  const waiting = (['stdout', 'stderr'] as const).filter((name) => (run.streams[name]?.unread ?? 0) > 0);
  if (waiting.length === 0) return '';
  return t('run.state.waits', { streams: bothOr(waiting), bytes: formatBytes(unreadBytes(run, waiting)) });
}
