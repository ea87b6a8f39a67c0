import type { StdinChannel } from '../state/protocol.ts';
import { t } from '../strings/message.ts';
import { announce } from '../ui/announce.ts';
import { formatBytes } from '../ui/format.ts';
import { FileSender } from './file-sender.ts';

/** The last file of each run: it goes on while another run is looked at. */
const senders = new Map<string, FileSender>();

/** The last file that was chosen for a run's stdin, or null. */
export function fileSenderOf(run: string | undefined): FileSender | null {
  return senders.get(run ?? '') ?? null;
}

/** Takes a file for a run in place of the last one; its end is announced. */
export function takeFile(run: string, channel: StdinChannel, file: Blob, name: string): FileSender {
  senders.get(run)?.stop();
  const sender = new FileSender(channel, file, name);
  senders.set(run, sender);
  sender.subscribe(() => {
    const values = { name, size: formatBytes(sender.size), sent: formatBytes(sender.sent), why: sender.failure };
    if (sender.state === 'sent') announce(t('run.file.sent', values));
    else if (sender.state === 'failed') announce(t('run.file.failed', values), true);
  });
  return sender;
}
