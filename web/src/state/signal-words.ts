import { type MessageId, t } from '../strings/message.ts';
import { signalName } from './protocol.ts';

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

/** Numbers that the C library keeps for itself: nobody knows a signal by them. */
const NAMELESS: readonly number[] = [32, 33];

/** The name of a signal that people know, such as `SIGTERM`; null for any other number. */
export function knownSignal(number: number): string | null {
  return NAMELESS.includes(number) ? null : signalName(number);
}

/** The name of a signal, else `signal 32`. */
export function signalWord(number: number): string {
  return knownSignal(number) ?? t('shell.signalNumber', { number });
}

/** What a signal means, in one line. Takes its number (Linux). */
export function signalMeaning(signal: number): string {
  return t(KNOWN[signal] ?? 'run.signal.other');
}
