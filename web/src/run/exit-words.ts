import type { RunInfo } from '../state/protocol.ts';
import { argvText, type SignalSender, signalSender } from '../state/run-words.ts';
import { knownSignal } from '../state/signal-words.ts';
import { type MessageId, t } from '../strings/message.ts';
import type { IconName } from '../ui/icons.ts';
import { quoted } from './start-case.ts';

/** How a run ended, in words. */
export interface ExitWords {
  readonly tone: 'ok' | 'bad' | 'plain';
  readonly icon: IconName;
  /** The sentence: what happened. */
  readonly sentence: string;
  /** Why it is likely, or what the number means; may be empty. */
  readonly more: string;
}

/** What the words are made from. */
export type EndedRun = Pick<RunInfo, 'argv' | 'shell' | 'state' | 'exit' | 'error' | 'signalled' | 'missingCommand'>;

const SHELLS = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'ash', 'busybox', 'fish']);

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** True when the exit code was chosen by a shell, which has meanings of its own for 126, 127 and 128 + n. */
export function endedByShell(run: Pick<RunInfo, 'argv' | 'shell'>): boolean {
  return run.shell || SHELLS.has(baseName(argvText(run)[0] ?? ''));
}

function ranTimeout(run: Pick<RunInfo, 'argv' | 'shell'>): boolean {
  const argv = argvText(run);
  return run.shell ? /(?:^|[;&|]\s*)timeout\s/.test(argv[2] ?? '') : baseName(argv[0] ?? '') === 'timeout';
}

interface Story {
  readonly sentence: MessageId;
  /** The same of what a shell reports: it says a number, and anybody may choose that number. */
  readonly usually: MessageId;
  readonly more?: MessageId;
  /** It is so whoever sent the signal; of the others only the kernel, or the program itself, makes it true. */
  readonly always?: true;
}

/** What the well known signals say about an end. */
const STORIES: Readonly<Record<number, Story>> = {
  2: { sentence: 'run.end.interrupted', usually: 'run.end.shell.interrupted', always: true },
  6: { sentence: 'run.end.aborted', usually: 'run.end.shell.aborted' },
  11: { sentence: 'run.end.crashed', usually: 'run.end.shell.crashed' },
  13: { sentence: 'run.end.pipe', usually: 'run.end.shell.pipe', more: 'run.end.pipe.more' },
};

/** Whole sentences, one after the other. */
const join = (...sentences: string[]): string => sentences.filter((sentence) => sentence !== '').join(' ');

const SENT: Readonly<Record<Exclude<SignalSender, null>, MessageId>> = {
  you: 'run.end.by.you',
  agent: 'run.end.by.agent',
  other: 'run.end.by.other',
};

function signalWords(sender: SignalSender, number: number, coreDumped: boolean): ExitWords {
  const core = coreDumped ? t('run.end.core') : '';
  const tone = sender === null ? 'bad' : 'plain';
  const by = sender === null ? '' : t(SENT[sender]);
  const story = STORIES[number];
  if (story !== undefined && (sender === null || story.always === true)) {
    const more = story.more === undefined ? '' : t(story.more);
    const unless = story.always === true ? '' : t('run.end.unless');
    const sentence = t(story.sentence);
    return { tone, icon: 'bolt', sentence, more: join(t('run.end.returncode', { number }), by, more, unless, core) };
  }
  const unknown = t(number === 9 ? 'run.end.by.unknownKill' : 'run.end.by.unknown');
  const signal = knownSignal(number);
  const sentence = signal === null ? t('run.end.signalNumber', { number }) : t('run.end.signal', { signal, number });
  return { tone, icon: 'bolt', sentence, more: join(sender === null ? unknown : by, core) };
}

const bad = (sentence: string, more: string): ExitWords => ({ tone: 'bad', icon: 'cross', sentence, more });

function shellSignalWords(code: number): ExitWords | null {
  const number = code - 128;
  const signal = number > 0 && number <= 64 ? knownSignal(number) : null;
  if (signal === null) return null;
  const positive = t('run.end.shell.positive', { code, number });
  const story = STORIES[number];
  if (story === undefined) return bad(t('run.end.shell.signal', { code, signal }), positive);
  return bad(t(story.usually, { code }), join(story.more === undefined ? '' : t(story.more), positive));
}

const finished = (code: number, more: string): ExitWords => bad(t('run.end.code', { code }), more);

function missingWords(missing: EndedRun['missingCommand']): string {
  if (missing === undefined) return t('run.end.shell.127.more');
  const command = quoted(missing.command);
  if (missing.suggestion === null) return t('run.end.shell.127.word', { command });
  return t('run.end.shell.127.near', { command, suggestion: quoted(missing.suggestion) });
}

function codeWords(run: EndedRun, code: number): ExitWords {
  const shell = endedByShell(run);
  if (code === 0) return { tone: 'ok', icon: 'check', sentence: t('run.end.success'), more: '' };
  if (code === 1) return finished(1, t('run.end.code.1'));
  if (code === 2) return finished(2, t('run.end.code.2'));
  if (code === 124 && ranTimeout(run)) {
    return bad(t(run.shell ? 'run.end.shell.timeout' : 'run.end.timeout'), t('run.end.timeout.more'));
  }
  if (shell && code === 126) return bad(t('run.end.shell.126'), t('run.end.shell.126.more'));
  if (code === 127 && (shell || run.missingCommand !== undefined)) {
    // What the shell wrote is known, or only the number.
    const sentence = t(run.missingCommand === undefined ? 'run.end.shell.127.usually' : 'run.end.shell.127');
    return bad(sentence, missingWords(run.missingCommand));
  }
  if (code === 255) return finished(255, t('run.end.code.255'));
  const bySignal = shell ? shellSignalWords(code) : null;
  if (bySignal !== null) return bySignal;
  const number = code - 128;
  const signal = number > 0 ? knownSignal(number) : null;
  const hint = signal === null ? '' : t('run.end.code.noShell', { code, number, signal });
  return finished(code, join(t('run.end.code.own'), hint));
}

/**
 * The banner of a run that has ended or never started; null while it runs.
 * @param own the sessions of this tab, to tell its own signals from those of others
 */
export function exitWords(run: EndedRun, own: readonly string[]): ExitWords | null {
  if (run.state === 'failed') {
    const reason = run.error?.strerror?.toLowerCase();
    const sentence = reason === undefined ? t('run.end.never.unknown') : t('run.end.never', { reason });
    return { tone: 'bad', icon: 'alert', sentence, more: '' };
  }
  if (run.exit === undefined) return null;
  const { returncode, coreDumped } = run.exit;
  if (returncode === null) {
    return { tone: 'plain', icon: 'question', sentence: t('run.end.lost'), more: t('run.end.lost.more') };
  }
  if (returncode >= 0) return codeWords(run, returncode);
  return signalWords(signalSender(run, -returncode, own), -returncode, coreDumped);
}
