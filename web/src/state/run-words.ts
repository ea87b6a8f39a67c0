import { t } from '../strings/message.ts';
import type { IconName } from '../ui/icons.ts';
import type { Knowledge } from './connection.ts';
import type { RunInfo, WireOsString } from './protocol.ts';
import { joinWords } from './shell-words.ts';
import { signalWord } from './signal-words.ts';
import { visibleText } from './visible-text.ts';

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

/** The command on one line as it is shown: what cannot be seen in it has a mark. */
export function shownCommand(run: Pick<RunInfo, 'argv' | 'shell' | 'cut'>): string {
  return visibleText(commandText(run));
}

export type OutputName = 'stdout' | 'stderr';
/** Who takes an output's bytes. */
export type ConsumerName = NonNullable<RunInfo['consumers'][OutputName]>;
/** In the order shown. */
export const OUTPUTS: readonly OutputName[] = ['stdout', 'stderr'];

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
  const signal = signalWord(-code);
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

/** Outputs that have not come to their end and may bring more, also after the first process has ended. */
export function openOutputs({ streams, exit, state }: Pick<RunInfo, 'streams' | 'exit' | 'state'>): OutputName[] {
  if (state !== 'running' && state !== 'exited') return [];
  const open = exit?.streamsOpen ?? OUTPUTS;
  return open.filter((name) => streams[name]?.ended === false);
}

/** Bytes of one output that have arrived and that its consumer has not taken. */
export function untakenOf({ streams }: Pick<RunInfo, 'streams'>, name: OutputName): number {
  const stream = streams[name];
  return stream?.taken === undefined ? 0 : Math.max(0, stream.bytes - stream.taken);
}

/** Bytes of both outputs that have arrived and that nobody has taken. */
export function untakenBytes(run: Pick<RunInfo, 'streams'>): number {
  return untakenOf(run, 'stdout') + untakenOf(run, 'stderr');
}

/** Outputs that may bring more, and those that have ended while something of them is not taken. */
export function unfinishedOutputs(run: RunInfo): OutputName[] {
  const open = openOutputs(run);
  return OUTPUTS.filter((name) => open.includes(name) || untakenOf(run, name) > 0);
}

/** Who reads a run's outputs; null when none of them is a pipe. Of two, the first that is not finished. */
export function consumerOf(run: RunInfo | null): ConsumerName | null {
  if (run === null) return null;
  const [first] = unfinishedOutputs(run);
  return (first === undefined ? null : run.consumers[first]) ?? run.consumers.stdout ?? run.consumers.stderr;
}

/**
 * Whom a signal can reach: the process, or what may be left of its group while an output is open after its end. Null
 * when there is nobody.
 */
export function signalTarget(run: RunInfo): 'process' | 'group' | null {
  if (isLive(run)) return 'process';
  return run.startNewSession && openOutputs(run).length > 0 ? 'group' : null;
}

/** True while the agent holds the other end of its stdin: as long as the process runs or an output is open. */
export function takesStdin(run: RunInfo): boolean {
  return (run.stdin === 'pipe' || run.stdin === 'pty') && (isLive(run) || openOutputs(run).length > 0);
}

/** True while there is a process to act on. */
export function isLive(run: RunInfo): boolean {
  return run.state === 'starting' || run.state === 'running';
}
