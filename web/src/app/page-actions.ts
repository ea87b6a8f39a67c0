import type { Action } from '../state/actions.ts';
import { type Choices, preferences } from '../state/preferences.ts';
import type { SessionStore } from '../state/session-store.ts';
import { t } from '../strings/message.ts';

/** What the page's frame can do for its actions. */
export interface PageParts {
  readonly store: SessionStore;
  showPalette(): void;
  showShortcuts(): void;
  toggleInspector(): void;
  focusRuns(): void;
  hasInspector(): boolean;
}

const NEXT_THEME: Readonly<Record<Choices['theme'], Choices['theme']>> = {
  auto: 'dark',
  dark: 'light',
  light: 'contrast',
  contrast: 'auto',
};

/** The run `step` places older than the selected one; undefined at the end of the list. */
function runBeside({ runs, selected }: SessionStore, step: 1 | -1): string | undefined {
  const at = runs.findIndex(({ run }) => run === selected?.run);
  return at < 0 ? undefined : runs[at + step]?.run;
}

/** The actions of the page itself, whatever is shown in it. */
export function pageActions(parts: PageParts): Action[] {
  const { store } = parts;
  const always = (): null => null;
  const browse = (step: 1 | -1): void => {
    const run = runBeside(store, step);
    if (run !== undefined) store.select(run);
  };
  const whyNotBrowse = (step: 1 | -1): string | null => {
    if (store.route.page === 'settings') return t('shell.whySettings');
    if (store.runs.length === 0) return t('shell.whyNoRun');
    if (runBeside(store, step) !== undefined) return null;
    return t(step === 1 ? 'shell.whyOldest' : 'shell.whyNewest');
  };
  return [
    {
      id: 'shell.compose',
      label: 'shell.doCompose',
      key: ['c', 'Alt+C'],
      run: () => store.compose(),
      // Connected comes before the list of runs: the composer then opens with it.
      whyNot: () =>
        store.loaded || store.runs.length > 0 || store.connection.connected ? null : t('shell.whyNoAgent'),
    },
    {
      id: 'shell.palette',
      label: 'shell.doPalette',
      key: 'Alt+K',
      run: () => parts.showPalette(),
      whyNot: always,
    },
    {
      id: 'shell.runs',
      label: 'shell.doRuns',
      run: () => parts.focusRuns(),
      whyNot: () => (store.runs.length > 0 ? null : t('shell.whyNoRun')),
    },
    {
      id: 'shell.inspector',
      label: 'shell.doInspector',
      key: 'Alt+O',
      run: () => parts.toggleInspector(),
      whyNot: () => (parts.hasInspector() ? null : t('shell.whyNoInspector')),
    },
    {
      id: 'shell.older',
      label: 'shell.doOlder',
      key: '[',
      run: () => browse(1),
      whyNot: () => whyNotBrowse(1),
    },
    {
      id: 'shell.newer',
      label: 'shell.doNewer',
      key: ']',
      run: () => browse(-1),
      whyNot: () => whyNotBrowse(-1),
    },
    {
      id: 'shell.tryNow',
      label: 'shell.doTryNow',
      run: () => store.connection.client?.tryNow(),
      whyNot: () => (store.connection.connected ? t('shell.whyNotNeeded') : null),
    },
    {
      id: 'shell.theme',
      label: 'shell.doTheme',
      run: () => preferences.choose({ theme: NEXT_THEME[preferences.choices.theme] }),
      whyNot: always,
    },
    {
      id: 'shell.settings',
      label: 'shell.doSettings',
      run: () => store.openSettings(),
      whyNot: () => (store.route.page === 'settings' ? t('shell.whySettings') : null),
    },
    {
      id: 'shell.shortcuts',
      label: 'shell.doShortcuts',
      key: '?',
      run: () => parts.showShortcuts(),
      whyNot: always,
    },
  ];
}
