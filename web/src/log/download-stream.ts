import type { RunInfo } from '../state/protocol.ts';
import type { RowStore } from '../state/row-store.ts';
import { t } from '../strings/message.ts';
import { formatBytes } from '../ui/format.ts';
import { DOWNLOAD_LIMIT, readStream, saveFile } from './lane-download.ts';
import { streamNames } from './stream-names.ts';

/**
 * Reads what a stream has brought so far and lets the browser save it. Rejects when the agent cannot be asked.
 *
 * @param stream 1 stdout, 2 stderr
 * @param say told how far it is, and in the end what was saved and what is missing
 */
export async function downloadStream(
  rows: RowStore,
  run: RunInfo,
  stream: 1 | 2,
  say: (words: string) => void,
): Promise<void> {
  const { stream: name } = streamNames({ stream });
  const end = rows.counts.streams[name]?.bytes ?? 0;
  const bytes = formatBytes(end);
  const { blob, missing, cut } = await readStream(rows, stream, end, (done) =>
    say(t('lane.download.going', { stream: name, done: formatBytes(done), bytes })),
  );
  saveFile(blob, `pipescope-run-${run.number}-${name}.bin`);
  say(
    [
      t('lane.download.done', { stream: name, bytes: blob.size }),
      ...(missing > 0 ? [t('lane.download.gaps', { bytes: missing })] : []),
      ...(cut ? [t('lane.download.cut', { bytes: DOWNLOAD_LIMIT })] : []),
    ].join(' '),
  );
}
