import { preferences } from '../state/preferences.ts';

/** How the streams are arranged: one after the other as they came, or side by side. */
export type Arrangement = 'merged' | 'columns';

const arrangements = new Map<string, Arrangement>();

/** How the streams of a run are arranged; a run that nobody has arranged is as the preferences say. */
export function arrangementOf(run: string): Arrangement {
  return arrangements.get(run) ?? preferences.choices.arrangement;
}

/** Arranges one run, for as long as the page is open. */
export function arrangeRun(run: string, arrangement: Arrangement): void {
  arrangements.set(run, arrangement);
}
