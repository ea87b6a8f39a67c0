import { t } from '../strings/message.ts';
import type { RunInfo, SpawnSpecInput } from './protocol.ts';
import { argvText, osText } from './run-words.ts';
import { joinWords } from './shell-words.ts';

export interface EnvChange {
  readonly name: string;
  readonly value: string;
  /** The variable is taken out of the agent's environment; `value` is not used. */
  readonly remove: boolean;
  /** It had a value that is not known here: it must be typed again. */
  readonly unknown?: boolean;
}

/** What stands in the composer. Both forms keep what was typed in them. */
export interface Draft {
  readonly form: 'exec' | 'shell';
  readonly argv: readonly string[];
  readonly command: string;
  readonly stdin: 'pipe' | 'devnull';
  readonly stdout: 'pipe' | 'devnull';
  readonly stderr: 'pipe' | 'stdout' | 'devnull';
  /** Empty: the agent's own. */
  readonly cwd: string;
  readonly env: readonly EnvChange[];
  /** Nothing is inherited: the environment is what `env` sets. */
  readonly envEmpty: boolean;
  /** Bytes, as typed. */
  readonly limit: string;
  readonly newSession: boolean;
  readonly consumer: 'follow' | 'step' | 'paused';
  /** The command is only the beginning of that of the run it was taken from, until it is edited. */
  readonly cut: boolean;
}

export const EMPTY_DRAFT: Draft = {
  form: 'exec',
  argv: [],
  command: '',
  stdin: 'pipe',
  stdout: 'pipe',
  stderr: 'pipe',
  cwd: '',
  env: [],
  envEmpty: false,
  limit: '65536',
  newSession: true,
  consumer: 'follow',
  cut: false,
};

/** True when nothing was typed: the composer is at rest. */
export function isBlank(draft: Draft): boolean {
  return (
    (draft.form === 'exec' ? draft.argv.every((arg) => arg === '') : draft.command.trim() === '') && draft.cwd === ''
  );
}

/** The draft with a change; what was typed in the command is the whole of it. */
export function edited(draft: Draft, change: Partial<Draft>): Draft {
  const typed = change.argv !== undefined || change.command !== undefined;
  return { ...draft, ...(typed && { cut: false }), ...change };
}

/** What is to be said of a command of which only the beginning is known; null for a whole one. */
export function cutProblem({ cut }: Draft): { readonly words: string } | null {
  return cut ? { words: t('composer.wrong.cut') } : null;
}

/** Where something is wrong, and the sentence to show beside it. */
export interface DraftProblem {
  readonly field: 'argv' | 'command' | 'cwd' | 'env' | 'limit';
  /** Index of the argument or environment row. */
  readonly index: number;
  readonly words: string;
}

/** Everything that can be told before sending. An empty list means: it can be sent. */
export function draftProblems(draft: Draft): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const wrong = (field: DraftProblem['field'], index: number, words: string): void => {
    problems.push({ field, index, words });
  };
  const nul = t('composer.wrong.nul');
  if (draft.cut)
    wrong(draft.form === 'exec' ? 'argv' : 'command', Math.max(0, draft.argv.length - 1), t('composer.wrong.cut'));
  if (draft.form === 'exec') {
    if ((draft.argv[0] ?? '') === '') wrong('argv', 0, t('composer.wrong.program'));
    draft.argv.forEach((arg, index) => {
      if (arg.includes('\0')) wrong('argv', index, nul);
    });
  } else if (draft.command.trim() === '') wrong('command', 0, t('composer.wrong.command'));
  else if (draft.command.includes('\0')) wrong('command', 0, nul);
  if (draft.cwd.includes('\0')) wrong('cwd', 0, nul);
  else if (draft.cwd !== '' && !/^(?:\/|~(?:\/|$))/.test(draft.cwd)) {
    wrong('cwd', 0, t('composer.wrong.cwd'));
  }
  draft.env.forEach(({ name, value, remove, unknown }, index) => {
    if (name === '' && value === '') return;
    if (unknown === true && !remove) wrong('env', index, t('composer.wrong.envUnknown', { name }));
    if (name === '') wrong('env', index, t('composer.wrong.envNoName'));
    else if (name.includes('=')) wrong('env', index, t('composer.wrong.envEquals'));
    else if (name.includes('\0') || (!remove && value.includes('\0'))) wrong('env', index, nul);
  });
  if (limitBytes(draft) === null) wrong('limit', 0, t('composer.wrong.limit'));
  return problems;
}

/** The limit in bytes; null when what was typed is none. */
export function limitBytes({ limit }: Draft): number | null {
  const bytes = Number(limit);
  return /^[0-9]+$/.test(limit) && bytes >= 1 && Number.isSafeInteger(bytes) ? bytes : null;
}

/** The command as one line: what was typed for the shell, or the arguments quoted. */
export function commandLine(draft: Draft): string {
  return draft.form === 'shell' ? draft.command : joinWords(draft.argv);
}

/** The draft as the agent takes it. `home` stands for a leading `~` in the working directory. */
export function draftSpec(draft: Draft, home: string): SpawnSpecInput {
  const changes = draft.env.filter(({ name }) => name !== '');
  return {
    argv: draft.form === 'exec' ? [...draft.argv] : ['/bin/sh', '-c', draft.command],
    shell: draft.form === 'shell',
    stdin: draft.stdin,
    stdout: draft.stdout,
    stderr: draft.stderr,
    cwd: draft.cwd === '' ? null : atHome(draft.cwd, home),
    ...(draft.envEmpty
      ? { env: changes.filter(({ remove }) => !remove).map(({ name, value }): [string, string] => [name, value]) }
      : changes.length > 0 && {
          envDiff: changes.map(({ name, value, remove }): [string, string | null] => [name, remove ? null : value]),
        }),
    limit: limitBytes(draft) ?? 65_536,
    startNewSession: draft.newSession,
  };
}

/** `~` and what begins with `~/`, as a shell reads it; to the agent a tilde is a name like any other. */
function atHome(cwd: string, home: string): string {
  if (cwd !== '~' && !cwd.startsWith('~/')) return cwd;
  return home.replace(/\/$/, '') + cwd.slice(1) || '/';
}

/** Of a run the names are known, and which variables were taken away. */
function envOfRun({ envNames, envRemoved = [] }: RunInfo): EnvChange[] {
  return envNames.map((name) => {
    const remove = envRemoved.includes(name);
    return { name, value: '', remove, ...(remove ? {} : { unknown: true }) };
  });
}

/** A run as a draft, to change it and start it again. */
export function draftOfRun(run: RunInfo): Draft {
  const argv = argvText(run);
  return {
    ...EMPTY_DRAFT,
    ...(run.shell ? { form: 'shell', command: argv[2] ?? '' } : { form: 'exec', argv }),
    stdin: run.stdin === 'devnull' ? 'devnull' : 'pipe',
    stdout: run.stdout === 'devnull' ? 'devnull' : 'pipe',
    stderr: run.stderr === 'devnull' || run.stderr === 'stdout' ? run.stderr : 'pipe',
    cwd: run.cwd === null ? '' : osText(run.cwd),
    env: envOfRun(run),
    envEmpty: run.envOnly === true,
    newSession: run.startNewSession,
    cut: run.cut !== undefined,
    ...(run.limit === undefined ? {} : { limit: String(run.limit) }),
  };
}
