import { type RunInfo, signalName } from '../state/protocol.ts';
import { argvText, type SignalSender, signalSender } from '../state/run-words.ts';
import type { IconName } from '../ui/icons.ts';

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
export type EndedRun = Pick<RunInfo, 'argv' | 'shell' | 'state' | 'exit' | 'error' | 'signalled'>;

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

/** What the well known signals say about an end; the same for a signal and for a shell's 128 + n. */
const STORIES: Readonly<Record<number, { readonly sentence: string; readonly more: string }>> = {
  2: { sentence: 'Interrupted (SIGINT, Ctrl-C).', more: '' },
  6: { sentence: 'It aborted itself (SIGABRT).', more: '' },
  11: { sentence: 'Crashed: it touched memory it may not (SIGSEGV).', more: '' },
  13: { sentence: 'Its reader went away (SIGPIPE).', more: 'Normal for `yes | head`.' },
};

const join = (...parts: string[]): string => parts.filter((part) => part !== '').join(' ');

const SENT: Readonly<Record<Exclude<SignalSender, null>, string>> = {
  you: 'Sent by you.',
  agent: 'Sent by the agent when it was stopped.',
  other: 'Sent from another tab or client.',
};

function signalWords(sender: SignalSender, signal: number, coreDumped: boolean): ExitWords {
  const name = signalName(signal) ?? `signal ${signal}`;
  const core = coreDumped ? 'It left a core dump.' : '';
  const tone = sender === null ? 'bad' : 'plain';
  const story = STORIES[signal];
  if (story !== undefined) {
    const { sentence, more } = story;
    const by = sender === null ? '' : SENT[sender];
    return { tone, icon: 'bolt', sentence, more: join(`returncode −${signal}.`, by, more, core) };
  }
  const unknown =
    signal === 9
      ? "Not sent from here. Often the out-of-memory killer; check the host's log."
      : 'Not known who sent it.';
  return {
    tone,
    icon: 'bolt',
    sentence: `Ended by ${name} (signal ${signal}). returncode −${signal}.`,
    more: join(sender === null ? unknown : SENT[sender], core),
  };
}

function shellSignalWords(code: number): ExitWords | null {
  const signal = code - 128;
  const name = signal > 0 && signal <= 64 ? signalName(signal) : null;
  if (name === null) return null;
  const sum = `The shell itself exited normally, so returncode is positive (${code} = 128 + ${signal}).`;
  const story = STORIES[signal];
  if (story !== undefined) return { tone: 'bad', icon: 'cross', sentence: story.sentence, more: join(story.more, sum) };
  return {
    tone: 'bad',
    icon: 'cross',
    sentence: `The shell reports ${code} − 128 = ${signal}: its last command was ended by ${name}.`,
    more: sum,
  };
}

const finished = (code: number, more: string): ExitWords => ({
  tone: code === 0 ? 'ok' : 'bad',
  icon: code === 0 ? 'check' : 'cross',
  sentence: code === 0 ? 'Finished. Exit code 0: success.' : `Finished with exit code ${code}.`,
  more,
});

function codeWords(run: EndedRun, code: number): ExitWords {
  const shell = endedByShell(run);
  const bad = (sentence: string, more: string): ExitWords => ({ tone: 'bad', icon: 'cross', sentence, more });
  if (code === 0) return finished(0, '');
  if (code === 1) {
    return finished(1, 'Most programs use 1 for "it did not work". What it means here is up to the program.');
  }
  if (code === 2) return finished(2, 'Often: wrong use, or a shell syntax error.');
  if (code === 124 && ranTimeout(run))
    return bad('`timeout` ended it.', 'Exit code 124 is what timeout gives when the time was up.');
  if (shell && code === 126)
    return bad('The shell found it but could not run it (126).', 'Not executable, or a directory.');
  if (shell && code === 127) {
    return bad(
      'The shell did not find that command (127).',
      'Look at what it wrote to stderr for the name it looked for.',
    );
  }
  if (code === 255) return finished(255, 'Often −1 or "exit out of range" by the program.');
  const bySignal = shell ? shellSignalWords(code) : null;
  if (bySignal !== null) return bySignal;
  const name = code > 128 ? signalName(code - 128) : null;
  const hint =
    name === null ? '' : `A shell would use ${code} = 128 + ${code - 128} for an end by ${name}; this was no shell.`;
  return finished(code, join('The program chose this number.', hint));
}

/**
 * The banner of a run that has ended or never started; null while it runs.
 * @param own the sessions of this tab, to tell its own signals from those of others
 */
export function exitWords(run: EndedRun, own: readonly string[]): ExitWords | null {
  if (run.state === 'failed') {
    const reason = run.error?.strerror?.toLowerCase() ?? 'see why below';
    return { tone: 'bad', icon: 'alert', sentence: `It never started: ${reason}.`, more: '' };
  }
  if (run.exit === undefined) return null;
  const { returncode, coreDumped } = run.exit;
  if (returncode === null) {
    return {
      tone: 'plain',
      icon: 'question',
      sentence: 'It has ended; its status was lost.',
      more: 'Something else collected it. pipescope does not invent a number.',
    };
  }
  if (returncode >= 0) return codeWords(run, returncode);
  return signalWords(signalSender(run, -returncode, own), -returncode, coreDumped);
}
