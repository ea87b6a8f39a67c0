import { t } from '../strings/message.ts';
import type { IconName } from '../ui/icons.ts';
import type { Knowledge } from './connection.ts';
import { type RunInfo, signalName, type WireOsString } from './protocol.ts';
import { joinWords } from './shell-words.ts';

/** Text of an argument; bytes that are not text appear as `\xff`. */
export function osText(value: WireOsString): string {
  if (typeof value === 'string') return value;
  return [...atob(value.base64)]
    .map((char) => (char >= ' ' && char <= '~' ? char : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`))
    .join('');
}

/** The arguments as text. */
export function argvText(run: Pick<RunInfo, 'argv'>): string[] {
  return run.argv.map(osText);
}

/**
 * The command as one line: the string given to the shell, or the arguments quoted for reading; an ellipsis where the list
 * has only its beginning.
 */
export function commandText(run: Pick<RunInfo, 'argv' | 'shell' | 'cut'>): string {
  const argv = argvText(run);
  const command = run.shell ? (argv[2] ?? joinWords(argv)) : joinWords(argv);
  return run.cut === undefined ? command : `${command} …`;
}

/** How a run stands, for lists: a shape, its colour, and one or two words. */
export interface RunMark {
  readonly icon: IconName;
  readonly tone: 'ok' | 'bad' | 'mut';
  readonly words: string;
}

/** Who sent the signal that ended a run, as far as the agent knows: null when it did not go through the agent. */
export type SignalSender = 'you' | 'agent' | 'other' | null;

/** @param own the sessions of this tab */
export function signalSender(
  { signalled }: Pick<RunInfo, 'signalled'>,
  signal: number,
  own: readonly string[],
): SignalSender {
  if (signalled?.signal !== signal) return null;
  if (own.includes(signalled.by)) return 'you';
  return signalled.by === 'agent' ? 'agent' : 'other';
}

/**
 * `exit 0`, `SIGTERM by you`, `did not start`, `running`.
 * @param own the sessions of this tab
 */
export function runMark(run: RunInfo, knows: Knowledge, own: readonly string[]): RunMark {
  if (run.state === 'failed') return { icon: 'alert', tone: 'bad', words: t('shell.runFailed') };
  if (run.state !== 'exited' || run.exit === undefined) {
    if (knows === 'gone') return { icon: 'question', tone: 'mut', words: t('shell.runGone') };
    const state = t(run.state === 'starting' ? 'shell.runStarting' : 'shell.runRunning');
    if (knows === 'before') return { icon: 'dashed', tone: 'mut', words: t('shell.runUnknown', { state }) };
    return { icon: 'live', tone: 'ok', words: state };
  }
  const code = run.exit.returncode;
  if (code === null) return { icon: 'question', tone: 'mut', words: t('shell.runLost') };
  if (code === 0) return { icon: 'check', tone: 'ok', words: t('shell.runExit', { code }) };
  if (code > 0) return { icon: 'cross', tone: 'bad', words: t('shell.runExit', { code }) };
  const sender = signalSender(run, -code, own);
  const signal = signalName(-code) ?? t('shell.signalNumber', { number: -code });
  return {
    icon: 'bolt',
    tone: sender === null ? 'bad' : 'mut',
    words: sender === 'you' ? t('shell.runSignalMine', { signal }) : signal,
  };
}

/** Seconds the run took, cut to whole milliseconds as every time on the page; null while it runs. */
export function runSeconds(run: RunInfo): number | null {
  return run.exit === undefined ? null : Math.floor(run.exit.time / 1000) / 1000;
}

/** True while there is a process to act on. */
export function isLive(run: RunInfo): boolean {
  return run.state === 'starting' || run.state === 'running';
}
