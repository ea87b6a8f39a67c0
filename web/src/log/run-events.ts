import type { Knowledge } from '../state/connection.ts';
import type { RunInfo } from '../state/protocol.ts';
import { signalSender } from '../state/run-words.ts';
import { signalWord } from '../state/signal-words.ts';
import { t } from '../strings/message.ts';
import { formatTimeOfDay } from '../ui/format.ts';
import type { IconName } from '../ui/icons.ts';

/** Something that happened to a run besides its lines. It stands between those that came before it and after it. */
export interface RunEvent {
  readonly icon: IconName;
  /** It is a failure, and not one that was asked for. */
  readonly bad: boolean;
  /** Microseconds since spawn; null when it is not known: then it stands after the last line. */
  readonly time: number | null;
  readonly words: string;
}

function exitWords(returncode: number | null): string {
  if (returncode === null) return t('lane.event.lost');
  if (returncode >= 0) return t('lane.event.exit', { code: returncode });
  return t('lane.event.ended', { signal: signalWord(-returncode) });
}

const NONE: readonly RunEvent[] = [];

const byTime = (a: RunEvent, b: RunEvent): number => (a.time ?? 0) - (b.time ?? 0);

/** The ends of the outputs: one event where both came within the millisecond that a time is shown to. */
function outputEnds({ streams }: RunInfo): RunEvent[] {
  const [first, second] = (['stdout', 'stderr'] as const)
    .flatMap((name) => (streams[name]?.ended === true ? [{ name, time: streams[name].endedAt ?? null }] : []))
    .sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
  const event = (name: string, time: number | null): RunEvent => ({
    icon: 'end',
    bad: false,
    time,
    words: t('lane.event.eof', { streams: name }),
  });
  if (first === undefined) return [];
  if (second === undefined) return [event(first.name, first.time)];
  const millis = (time: number | null): number => Math.floor((time ?? 0) / 1000);
  if (millis(first.time) === millis(second.time)) return [event('both', second.time)];
  return [event(first.name, first.time), event(second.name, second.time)];
}

/** Signals that were sent from here. */
function signalEvents(run: RunInfo, own: readonly string[]): RunEvent[] {
  const { signals = [], signalled } = run;
  const sent = signals.length > 0 ? signals : signalled === undefined ? [] : [{ ...signalled, target: 'process' }];
  return sent.map(({ signal, target, by, time }) => ({
    icon: 'bolt',
    bad: false,
    time,
    words: t('lane.event.signal', {
      signal: signalWord(signal),
      target,
      sender: own.includes(by) ? 'you' : by === 'agent' ? 'agent' : 'other',
    }),
  }));
}

function stdinEnd({ stdinClosedAt }: RunInfo): RunEvent[] {
  if (stdinClosedAt === undefined) return [];
  const words = t('lane.event.eof', { streams: 'stdin' });
  return [{ icon: 'end', bad: false, time: stdinClosedAt, words }];
}

function exitEvent(run: RunInfo, own: readonly string[]): RunEvent[] {
  if (run.exit === undefined) return [];
  const { returncode: code, time } = run.exit;
  const sender = code !== null && code < 0 ? signalSender(run, -code, own) : null;
  const bad = code === null || (code !== 0 && sender === null);
  const icon = code === 0 ? 'check' : code === null ? 'question' : code > 0 ? 'cross' : 'skull';
  return [{ icon, bad, time, words: exitWords(code) }];
}

/**
 * What happened to a run besides its lines, in the order in which it happened: signals that were sent, the end that was
 * sent to its stdin, ends of its outputs, the exit.
 */
export function runEvents(run: RunInfo, own: readonly string[]): readonly RunEvent[] {
  const events = [...signalEvents(run, own), ...stdinEnd(run), ...outputEnds(run), ...exitEvent(run, own)];
  // The sort is stable: an end that came in the same microsecond as the exit stays before it.
  return events.length === 0 ? NONE : events.sort(byTime);
}

/**
 * The same, and behind what is known of a run that may have gone on since, that it is not known.
 * @param until milliseconds since 1970 of the last news; null when that is not known either
 */
export function knownEvents(
  run: RunInfo,
  own: readonly string[],
  knows: Knowledge,
  until: number | null,
): readonly RunEvent[] {
  const events = runEvents(run, own);
  if (knows === 'now' || run.exit !== undefined || run.state === 'failed') return events;
  const words = t('lane.event.unknown', { known: until === null ? 'no' : 'yes', time: formatTimeOfDay(until ?? 0) });
  return [...events, { icon: 'question', bad: false, time: null, words }];
}
