import type { Knowledge } from '../state/connection.ts';
import type { RunInfo, StdinChannel } from '../state/protocol.ts';
import { isLive, openOutputs } from '../state/run-words.ts';
import { t } from '../strings/message.ts';
import { formatBytes } from '../ui/format.ts';
import type { FileSender } from './file-sender.ts';
import { unescapeBytes } from './stdin-escapes.ts';

/** Bytes of the preview of what Raw would send. */
const PREVIEW = 24;
/** Bytes waiting above which a writer should wait: asyncio's high-water mark. */
const HIGH_WATER = 64 * 1024;

/** How the box sends: a line with its newline, exact bytes, a file. */
export const STDIN_MODES = ['line', 'raw', 'file'] as const;
export type StdinMode = (typeof STDIN_MODES)[number];

/** What the words are about. */
export interface StdinState {
  readonly mode: StdinMode;
  readonly text: string;
  readonly channel: StdinChannel | null;
  readonly sender: FileSender | null;
  /** EOF was pressed once. */
  readonly asking: boolean;
}

/** Why nothing can be sent to a run for good, or null when it can. */
export function whyNoStdin(run: RunInfo, channel: StdinChannel | null, knows: Knowledge): string | null {
  if (run.state === 'failed') return t('run.stdin.failed');
  if (run.stdin === 'devnull') return t('run.stdin.devnull');
  if (run.stdin === 'inherit') return t('run.stdin.inherit');
  if (run.stdin === 'file') return t('run.stdin.file');
  if (!isLive(run) && openOutputs(run).length === 0) return t('run.stdin.ended');
  if (knows === 'gone') return t('run.stdin.gone');
  const closed = channel?.closed ?? null;
  if (closed?.error)
    return knows === 'now' ? t('run.stdin.closedWhy', { why: closed.error.message }) : t('run.offline');
  if (closed !== null || run.streams.stdin?.ended === true)
    return t(isLive(run) ? 'run.stdin.closed' : 'run.stdin.closedEnded');
  return channel?.ending === true ? t('run.stdin.ending') : null;
}

/** True when the child has not taken what was sent: more is not sent before it has. */
export function isOverMark(channel: StdinChannel | null): boolean {
  return channel !== null && channel.pending > HIGH_WATER;
}

/** `5 B sent · 0 B waiting`, and ` · 3 B lost` when it was closed before all had been sent. */
export function sentWords(channel: StdinChannel | null): string {
  if (channel === null) return '';
  const sent = t('run.stdin.sent', { sent: formatBytes(channel.accepted), waiting: formatBytes(channel.pending) });
  return channel.lost === 0 ? sent : t('run.stdin.lost', { sent, lost: formatBytes(channel.lost) });
}

/** What Send says, and whether a press would send. */
export function sendWords({ mode, channel, sender }: StdinState): { readonly words: string; readonly able: boolean } {
  if (isOverMark(channel)) return { words: t('run.stdin.full'), able: false };
  const active = sender?.active === true;
  if (mode !== 'file') return { words: t('run.stdin.send'), able: !active };
  return { words: t(active ? 'run.stdin.sending' : 'run.stdin.send'), able: sender?.state === 'ready' };
}

/** The words under the box: what EOF does, what Raw would send, what goes first, or what was sent. */
export function footWords(at: StdinState): { readonly words: string; readonly wrong: boolean } {
  const { mode, text, channel, sender, asking } = at;
  const sent = sentWords(channel);
  const file = sender?.active === true ? sender : null;
  if (asking) {
    const words = file === null ? t('run.stdin.eofAsk') : t('run.stdin.eofAskFile', { name: file.name });
    return { words, wrong: false };
  }
  if (mode === 'raw' && text !== '') return rawWords(text);
  if (file?.thenEnd === true) return { words: t('run.stdin.eofAfter', { sent, name: file.name }), wrong: false };
  if (file !== null && mode !== 'file') {
    return { words: t('run.stdin.fileFirst', { sent, name: file.name }), wrong: false };
  }
  return { words: sent, wrong: false };
}

function rawWords(text: string): { readonly words: string; readonly wrong: boolean } {
  const read = unescapeBytes(text);
  if (!('bytes' in read)) return { words: t('run.stdin.wrong', { escape: read.wrong }), wrong: true };
  const hex = Array.from(read.bytes.subarray(0, PREVIEW), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const bytes = read.bytes.length > PREVIEW ? `${hex} …` : hex;
  return { words: t('run.stdin.preview', { count: read.bytes.length, bytes }), wrong: false };
}
