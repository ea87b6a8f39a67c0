import { type RunInfo, signalName } from '../state/protocol.ts';
import { signalSender } from '../state/run-words.ts';
import { t } from '../strings/message.ts';
import type { IconName } from '../ui/icons.ts';

/** Something that happened to a run besides its lines. */
export interface RunEvent {
  readonly icon: IconName;
  /** It is a failure, and not one that was asked for. */
  readonly bad: boolean;
  /** Microseconds since spawn; null when it is not known. */
  readonly time: number | null;
  readonly words: string;
}

function exitWords(returncode: number | null): string {
  if (returncode === null) return t('lane.event.lost');
  if (returncode >= 0) return t('lane.event.exit', { code: returncode });
  return t('lane.event.ended', { signal: signalName(-returncode) ?? String(-returncode) });
}

const NONE: readonly RunEvent[] = [];

/** What stands after the last line of a run that has ended: the signal that ended it, ends of streams, the exit. */
export function endEvents(run: RunInfo, own: readonly string[]): readonly RunEvent[] {
  const { exit, streams } = run;
  if (exit === undefined) return NONE;
  const events: RunEvent[] = [];
  const code = exit.returncode;
  const sender = code !== null && code < 0 ? signalSender(run, -code, own) : null;
  if (code !== null && sender !== null) {
    const signal = signalName(-code) ?? String(-code);
    events.push({ icon: 'bolt', bad: false, time: null, words: t('lane.event.signal', { signal, sender }) });
  }
  const bad = code === null || (code !== 0 && sender === null);
  const icon = code === 0 ? 'check' : code === null ? 'question' : code > 0 ? 'cross' : 'skull';
  const end: RunEvent = { icon, bad, time: exit.time, words: exitWords(code) };
  const ended = (['stdout', 'stderr'] as const).filter((name) => streams[name]?.ended === true);
  const eof: RunEvent[] =
    ended.length === 0
      ? []
      : [
          {
            icon: 'end',
            bad: false,
            time: null,
            words: t('lane.event.eof', { streams: ended.length === 2 ? 'both' : (ended[0] ?? '') }),
          },
        ];
  // A stream that was open at the exit ended after it.
  return exit.streamsOpen.length > 0 ? [...events, end, ...eof] : [...events, ...eof, end];
}
