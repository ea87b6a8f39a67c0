import type { RunInfo } from '../state/protocol.ts';
import type { RowCounts } from '../state/row-store.ts';
import { outAndIn } from '../state/run-totals.ts';
import { runSeconds } from '../state/run-words.ts';
import { lineWords } from '../state/total-words.ts';
import { t } from '../strings/message.ts';
import { formatBytes } from '../ui/format.ts';
import { bothOr, openOutputs } from './state-words.ts';

/** The facts under an ended run's sentence, as short phrases in the order they are shown. */
export function exitFacts(run: RunInfo, counts: RowCounts | null): string[] {
  const { exit } = run;
  if (exit === undefined) return [];
  return [
    t('run.fact.seconds', { seconds: (runSeconds(run) ?? 0).toFixed(3) }),
    t('run.fact.cpu', { user: exit.userSeconds.toFixed(2), system: exit.systemSeconds.toFixed(2) }),
    ...(exit.maxRssKib === null ? [] : [t('run.fact.memory', { kib: exit.maxRssKib })]),
    lineWords(outAndIn((counts ?? run).streams)),
  ];
}

/** Whether everything that was written is in the record, and if not, why. Null while nothing can be said. */
export function recordWords(run: RunInfo, counts: RowCounts | null): string | null {
  if (run.exit === undefined || counts === null) return null;
  const outputs = [run.streams.stdout, run.streams.stderr].filter((stream) => stream !== null);
  if (counts.firstRow > 1) return t('run.fact.gone', { lines: counts.firstRow - 1 });
  if (!outputs.every(({ ended }) => ended)) {
    const { stdout, stderr } = run.exit.unread;
    const unread = stdout + stderr;
    return unread > 0 ? t('run.fact.unread', { bytes: formatBytes(unread) }) : null;
  }
  return t('run.fact.whole');
}

/** Outputs that another process still holds after the exit; null when there are none. */
export function openWords(run: RunInfo): string | null {
  const open = openOutputs(run);
  return open.length === 0 ? null : t('run.fact.open', { streams: bothOr(open) });
}

/** What went through one of a run's three streams, or where it leads instead. */
export interface StreamTotal {
  readonly name: 'stdin' | 'stdout' | 'stderr';
  readonly words: string;
}

/** The three streams in one line; from the counts where they have come. */
export function streamTotals(run: RunInfo, counts: RowCounts | null): StreamTotal[] {
  return (['stdin', 'stdout', 'stderr'] as const).map((name) => {
    const stream = run.streams[name] === null ? null : (counts?.streams[name] ?? run.streams[name]);
    const target = run[name];
    if (stream === null) {
      const words =
        target === 'stdout' ? 'run.total.joined' : target === 'devnull' ? 'run.total.devnull' : 'run.total.inherit';
      return { name, words: t(words) };
    }
    const id =
      name === 'stdin'
        ? stream.ended || run.exit !== undefined
          ? 'run.total.sentClosed'
          : 'run.total.sent'
        : stream.ended
          ? 'run.total.read'
          : 'run.total.come';
    return { name, words: t(id, { bytes: formatBytes(stream.bytes) }) };
  });
}
