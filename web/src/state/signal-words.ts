import { type MessageId, t } from '../strings/message.ts';

const KNOWN: Readonly<Record<number, MessageId>> = {
  1: 'run.signal.1',
  2: 'run.signal.2',
  3: 'run.signal.3',
  9: 'run.signal.9',
  10: 'run.signal.10',
  12: 'run.signal.12',
  15: 'run.signal.15',
  18: 'run.signal.18',
  19: 'run.signal.19',
};

/** What a signal means, in one line. Takes its number (Linux). */
export function signalMeaning(signal: number): string {
  return t(KNOWN[signal] ?? 'run.signal.other');
}
