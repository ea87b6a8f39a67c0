import { type Draft, draftOfRun, limitBytes } from '../state/draft.ts';
import type { RunInfo } from '../state/protocol.ts';
import { type ConsumerName, consumerOf, osText } from '../state/run-words.ts';
import { visibleText } from '../state/visible-text.ts';
import { t } from '../strings/message.ts';

/** A name and what stands for it. */
export interface StartFact {
  readonly name: string;
  readonly words: string;
  /** It came from a person or goes to the system. */
  readonly mono?: boolean;
}

type Target = 'inherit' | 'pipe' | 'devnull' | 'stdout' | 'pty' | 'file';

function streamFacts(from: { readonly stdin: Target; readonly stdout: Target; readonly stderr: Target }): StartFact[] {
  const { stdin, stdout, stderr } = from;
  return [
    {
      name: t('composer.explain.stdin'),
      words: t(
        stdin === 'pipe'
          ? 'composer.explain.in.pipe'
          : stdin === 'devnull'
            ? 'composer.explain.in.devnull'
            : stdin === 'pty' || stdin === 'file'
              ? `composer.explain.to.${stdin}`
              : 'composer.explain.to.inherit',
      ),
    },
    { name: t('composer.explain.stdout'), words: t(`composer.explain.to.${stdout}`) },
    { name: t('composer.explain.stderr'), words: t(`composer.explain.to.${stderr}`) },
  ];
}

function cwdFact(cwd: string): StartFact {
  const name = t('composer.explain.cwd');
  return cwd === '' ? { name, words: t('composer.explain.cwd.agent') } : { name, words: visibleText(cwd), mono: true };
}

function envFact(env: readonly { readonly name: string; readonly remove: boolean }[], only: boolean): StartFact {
  const names = env.map(({ name, remove }) => (remove ? t('composer.explain.env.removed', { name }) : name));
  const values = { count: names.length, names: names.join(', ') };
  return {
    name: t('composer.explain.env'),
    words: only
      ? t('composer.explain.env.only', values)
      : names.length === 0
        ? t('composer.explain.env.inherited')
        : t('composer.explain.env.changes', values),
  };
}

function sessionFact(own: boolean): StartFact {
  return {
    name: t('composer.explain.session'),
    words: t(own ? 'composer.explain.session.new' : 'composer.explain.session.same'),
  };
}

function limitFacts(bytes: number | null): StartFact[] {
  if (bytes === null) return [];
  return [{ name: t('composer.explain.limit'), words: t('composer.explain.limit.bytes', { bytes }) }];
}

function consumerFact(consumer: ConsumerName): StartFact {
  return { name: t('composer.explain.consumer'), words: t(`composer.explain.consumer.${consumer}`) };
}

/** How a draft would start. Names of variables only, never values. */
export function draftFacts(draft: Draft): { readonly streams: StartFact[]; readonly options: StartFact[] } {
  const env = draft.env.filter(({ name, remove }) => name !== '' && !(draft.envEmpty && remove));
  const bytes = limitBytes(draft);
  return {
    streams: streamFacts(draft),
    options: [
      cwdFact(draft.cwd),
      envFact(env, draft.envEmpty),
      sessionFact(draft.newSession),
      ...limitFacts(bytes),
      consumerFact(draft.consumer),
    ],
  };
}

/** How a run was started, in the same words, and who reads it now. */
export function runFacts(run: RunInfo): { readonly streams: StartFact[]; readonly options: StartFact[] } {
  const consumer = consumerOf(run);
  return {
    streams: streamFacts(run),
    options: [
      cwdFact(run.cwd === null ? '' : osText(run.cwd)),
      envFact(draftOfRun(run).env, run.envOnly === true),
      sessionFact(run.startNewSession),
      ...limitFacts(run.limit ?? null),
      ...(consumer === null ? [] : [consumerFact(consumer)]),
    ],
  };
}
