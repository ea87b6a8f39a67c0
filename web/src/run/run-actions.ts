import type { Action } from '../state/actions.ts';
import type { RunInfo } from '../state/protocol.ts';
import { isLive } from '../state/run-words.ts';
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
  const needsLife = (): string | null => {
    const shown = run();
    if (shown === null || !isLive(shown)) return offline() ?? t('run.why.ended');
    return gone(shown) ?? offline();
  };
  const needsConsumer = (): string | null => {
    const consumer = header()?.consumer ?? null;
    if (consumer === 'script') return t('run.why.script');
    return needsLife() ?? (consumer === null ? t('run.why.noPipe') : null);
  };
  const needsStdin = (): string | null => {
    const box = stdin();
    return box === null ? t('run.stdin.failed') : box.whyNot;
  };
  return [
    { id: 'run.stop', label: 'run.do.stop', place: 'run', run: () => header()?.end(), whyNot: needsLife },
    { id: 'run.kill', label: 'run.do.kill', place: 'run', run: () => header()?.kill(), whyNot: needsLife },
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
      whyNot: needsLife,
    },
    {
      id: 'run.consumer',
      label: 'run.do.consumer',
      key: 'p',
      place: 'run',
      run: () => header()?.toggleConsumer(),
      whyNot: needsConsumer,
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
