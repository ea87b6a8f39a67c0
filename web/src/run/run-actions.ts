import type { Action } from '../state/actions.ts';
import type { RunInfo } from '../state/protocol.ts';
import { consumerOf, isLive, openOutputs, signalTarget, unfinishedOutputs } from '../state/run-words.ts';
import type { SessionStore } from '../state/session-store.ts';
import { t } from '../strings/message.ts';
import type { RunHeader } from './run-header.ts';
import type { StdinBox } from './stdin-box.ts';

/** What the actions of a run act on. */
export interface RunParts {
  readonly store: SessionStore;
  run(): RunInfo | null;
  header(): RunHeader | null;
  stdin(): StdinBox | null;
}

/** What can be done with the run that is shown. */
export function runActions({ store, run, header, stdin }: RunParts): Action[] {
  const offline = (): string | null => (store.connection.connected ? null : t('run.offline'));
  const gone = (shown: RunInfo): string | null => (store.knowsOf(shown) === 'gone' ? t('run.why.gone') : null);
  const needsLife = (shown: RunInfo | null): string | null =>
    shown === null ? (offline() ?? t('run.why.ended')) : (gone(shown) ?? offline());
  const needsTarget = (): string | null => {
    const shown = run();
    if (shown === null || signalTarget(shown) !== null) return needsLife(shown);
    const open = openOutputs(shown).length > 0;
    return offline() ?? t(open ? 'run.why.noGroup' : 'run.why.ended');
  };
  const needsConsumer = (): string | null => {
    const shown = run();
    const consumer = consumerOf(shown);
    if (consumer === 'script') return t('run.why.script');
    if (shown !== null && consumer === null && isLive(shown)) return gone(shown) ?? offline() ?? t('run.why.noPipe');
    if (shown === null || unfinishedOutputs(shown).length === 0) return offline() ?? t('run.why.allRead');
    return gone(shown) ?? offline();
  };
  const needsStep = (): string | null => {
    const why = needsConsumer();
    if (why !== null) return why;
    if (consumerOf(run()) !== 'step') return t('run.why.noStep');
    return header()?.consumer?.waiting === true ? t('run.why.stepWaits') : null;
  };
  const needsStdin = (): string | null => {
    const box = stdin();
    return box === null ? t('run.stdin.failed') : box.whyNot;
  };
  return [
    { id: 'run.stop', label: 'run.do.stop', place: 'run', run: () => header()?.end(), whyNot: needsTarget },
    { id: 'run.kill', label: 'run.do.kill', place: 'run', run: () => header()?.kill(), whyNot: needsTarget },
    {
      id: 'run.again',
      label: 'run.do.again',
      key: 'r',
      place: 'run',
      run: () => {
        const shown = run();
        return shown === null ? undefined : store.startAgain(shown);
      },
      whyNot: () => {
        const shown = run();
        return offline() ?? (shown !== null && store.lives(shown) ? t('run.why.live') : null);
      },
    },
    {
      id: 'run.signals',
      label: 'run.do.signals',
      key: '.',
      place: 'run',
      run: () => header()?.showSignals(),
      whyNot: needsTarget,
    },
    {
      id: 'run.consumer',
      label: 'run.do.consumer',
      key: 'p',
      place: 'run',
      run: () => header()?.consumer?.toggle(),
      whyNot: needsConsumer,
    },
    {
      id: 'run.step',
      label: 'run.do.step',
      key: 's',
      place: 'run',
      run: () => header()?.consumer?.step(),
      whyNot: needsStep,
    },
    {
      id: 'run.copy',
      label: 'run.do.copy',
      place: 'run',
      run: () => header()?.copyCommand(),
      whyNot: () => null,
    },
    {
      id: 'run.stdin',
      label: 'run.do.stdin',
      key: 'Alt+I',
      place: 'page',
      run: () => stdin()?.focus(),
      whyNot: needsStdin,
    },
    { id: 'run.eof', label: 'run.do.eof', place: 'run', run: () => stdin()?.askEof(), whyNot: needsStdin },
  ];
}
