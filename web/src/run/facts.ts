import type { RunInfo } from '../state/protocol.ts';
import type { RowCounts } from '../state/row-store.ts';
import { outAndIn } from '../state/run-totals.ts';
import { runSeconds, takesStdin } from '../state/run-words.ts';
import { lineWords } from '../state/total-words.ts';
import { t } from '../strings/message.ts';
import { formatBytes, formatDuration } from '../ui/format.ts';
import { bothOr, openReasons, unreadBytes } from './state-words.ts';

/** An output that ends later after the exit than this has stayed open: what is there already is read in far less. */
const STAYED_MICROS = 100_000;

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
    const unread = unreadBytes(run, openReasons(run).unread);
    return unread > 0 ? t('run.fact.unread', { bytes: formatBytes(unread) }) : null;
  }
  return t('run.fact.whole');
}

/** Outputs that another process still holds after the exit, or how long they stayed open; null when they ended with it. */
export function openWords(run: RunInfo): string | null {
  const { held, unread } = openReasons(run);
  if (held.length > 0) return t('run.fact.open', { streams: bothOr(held) });
  if (unread.length > 0 || run.exit === undefined) return null;
  const ends = [run.streams.stdout?.endedAt ?? 0, run.streams.stderr?.endedAt ?? 0];
  const micros = Math.max(...ends) - run.exit.time;
  return micros < STAYED_MICROS ? null : t('run.fact.stayed', { time: formatDuration(micros / 1e6) });
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
        ? stream.ended || !takesStdin(run)
          ? 'run.total.sentClosed'
          : 'run.total.sent'
        : stream.ended
          ? 'run.total.read'
          : 'run.total.come';
    return { name, words: t(id, { bytes: formatBytes(stream.bytes) }) };
  });
}
