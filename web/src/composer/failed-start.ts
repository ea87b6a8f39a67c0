import type { DraftProblem } from '../state/draft.ts';
import type { RunInfo } from '../state/protocol.ts';
import type { SessionStore } from '../state/session-store.ts';
import { t } from '../strings/message.ts';
import { plainWords } from '../ui/code-text.ts';

/** The run beside the composer when it did not start: what to do next stands there. */
export function failedStart({ selected }: Pick<SessionStore, 'selected'>): RunInfo | null {
  return selected?.state === 'failed' ? selected : null;
}

/** The draft's program when it is the one that was just not found. */
export function missingProgram(store: Pick<SessionStore, 'selected' | 'draft'>): DraftProblem | undefined {
  const run = failedStart(store);
  if (run === null || run.shell || run.error?.hint?.kind !== 'not-found') return undefined;
  if (store.draft.form !== 'exec' || run.argv[0] !== store.draft.argv[0]) return undefined;
  return { field: 'argv', index: 0, words: plainWords(t('composer.explain.program.notFound')) };
}
