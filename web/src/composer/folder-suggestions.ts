import { FOLDER_PATH_LENGTH, type FolderNames } from '../state/protocol.ts';
import { t } from '../strings/message.ts';

/** What is asked about while nothing or `~` stands in the field; else the text itself. Null for what is no path. */
export function pathToAsk(typed: string, agentCwd: string): string | null {
  const path = typed === '' && agentCwd !== '' ? `${agentCwd.replace(/\/$/, '')}/` : typed === '~' ? '~/' : typed;
  return /^(?:\/|~\/)/.test(path) && !path.includes('\0') && path.length <= FOLDER_PATH_LENGTH ? path : null;
}

/** The path with `name` in place of what was typed of it, ready for the next one. */
export function pathWith(path: string, name: string): string {
  return `${path.slice(0, path.lastIndexOf('/') + 1)}${name}/`;
}

/** What came of it, in a sentence. */
export function foundWords(path: string, { folder, names, cut, problem }: FolderNames): string {
  switch (problem?.kind) {
    case undefined:
      break;
    case 'missing':
      return t('composer.cwd.missing', { folder });
    case 'no-folder':
      return t('composer.cwd.noFolder', { folder });
    case 'denied':
      return t('composer.cwd.denied', { folder });
    case 'slow':
      return t('composer.cwd.slow', { folder });
    case 'other':
      return t('composer.cwd.other', { folder, words: problem?.words ?? '' });
  }
  const count = names.length;
  if (cut) return t(count === 0 ? 'composer.cwd.cutNone' : 'composer.cwd.cut', { count });
  return t('composer.cwd.found', { count, typed: path.endsWith('/') ? 'no' : 'yes' });
}
