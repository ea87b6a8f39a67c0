import type { Row, RunInfo } from '../state/protocol.ts';
import { type OutputName, untakenBytes } from '../state/run-words.ts';
import { t } from '../strings/message.ts';
import { formatBytes } from '../ui/format.ts';
import { streamNames } from './stream-names.ts';

/** What of a run's lines nobody has taken yet. */
export interface UnreadRows {
  /** Bytes up to which each output was taken; null for one whose consumer takes all that comes. */
  readonly taken: Readonly<Record<OutputName, number | null>>;
  /** For the divider above the first line that is unread. */
  readonly words: string;
}

/**
 * Null when everything was taken. Follow takes what comes, and a script says now and then how far it is: only what a
 * person holds back is marked, or lines would turn pale for a moment whenever they arrive.
 */
export function unreadRows({ consumers, streams }: Pick<RunInfo, 'consumers' | 'streams'>): UnreadRows | null {
  const takenOf = (name: OutputName): number | null => {
    const held = consumers[name] === 'paused' || consumers[name] === 'step';
    return held ? (streams[name]?.taken ?? null) : null;
  };
  const taken = { stdout: takenOf('stdout'), stderr: takenOf('stderr') };
  const bytes = untakenBytes({
    streams: {
      stdin: null,
      stdout: taken.stdout === null ? null : streams.stdout,
      stderr: taken.stderr === null ? null : streams.stderr,
    },
  });
  return bytes === 0 ? null : { taken, words: t('lane.unread', { bytes: formatBytes(bytes) }) };
}

/** True for a line of which something was not taken. */
export function isUnread(row: Pick<Row, 'stream' | 'offset' | 'length'>, unread: UnreadRows | null): boolean {
  const { stream } = streamNames(row);
  if (unread === null || stream === 'stdin') return false;
  const taken = unread.taken[stream];
  return taken !== null && row.offset + row.length > taken;
}
