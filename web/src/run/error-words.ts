import type { WireError } from '../state/protocol.ts';
import { argvText, osText } from '../state/run-words.ts';
import { visibleLines } from '../state/visible-text.ts';
import { t } from '../strings/message.ts';
import { hintWords } from './hint-words.ts';
import { notFoundWords } from './not-found-words.ts';
import { type Case, quoted, type Repair } from './start-case.ts';
import { type ToldRun, tooLongWords, type WholeCommand } from './too-long-words.ts';

/** Why something did not start: what happened, why likely, what to do. Backquotes mark code. */
export interface StartErrorWords {
  readonly title: string;
  readonly more: string;
  readonly repair: Repair | null;
  /** Label and value, for the folded details. */
  readonly details: readonly (readonly [string, string])[];
}

function folderWords(cwd: string, code: string): Case | null {
  const folder = quoted(cwd);
  switch (code) {
    case 'ENOENT':
      return { title: t('run.start.folder.missing', { folder }) };
    case 'ENOTDIR':
      return { title: t('run.start.folder.none', { folder }) };
    case 'EACCES':
      return { title: t('run.start.folder.denied', { folder }) };
    default:
      return null;
  }
}

function caseOf(error: WireError, run: ToldRun, whole: WholeCommand | null, path: string | null): Case {
  const argv = argvText(run);
  const cwd = run.cwd === null ? null : osText(run.cwd);
  const program = quoted(argv[0] ?? '');
  const code = error.code ?? '';
  if (error.hint !== undefined) return hintWords(error.hint, argv, code);
  if (cwd !== null && path === cwd && path !== argv[0]) {
    const folder = folderWords(cwd, code);
    if (folder !== null) return folder;
  }
  switch (code) {
    case 'ENOENT':
      return notFoundWords(argv, code, null);
    case 'ENOTDIR':
      return { title: t('run.start.part', { program }) };
    case 'EACCES':
      return { title: t('run.start.noPermission', { program }), more: t('run.start.noPermission.unknown') };
    case 'EISDIR':
      return { title: t('run.start.folder', { program }) };
    case 'ENOEXEC':
      return { title: t('run.start.cannotRun', { program }), more: t('run.start.noLine.unknown') };
    case 'E2BIG':
      return tooLongWords(run, whole);
    case 'EAGAIN':
      return { title: t('run.start.processes'), more: t('run.start.processes.more') };
    case 'EMFILE':
    case 'ENFILE':
      return { title: t('run.start.files'), more: t('run.start.files.more') };
    case 'ENOMEM':
      return { title: t('run.start.memory') };
    case 'EPERM':
      return { title: t('run.start.notAllowed', { program }) };
    case 'ETXTBSY':
      return { title: t('run.start.busy', { program }) };
    case 'ELOOP':
      return { title: t('run.start.links', { program }) };
    case 'ENAMETOOLONG':
      return { title: t('run.start.longName', { program }) };
    default: {
      const why = (error.strerror ?? error.message).replace(/\.$/, '');
      return { title: why === '' ? t('run.start.other') : t('run.start.otherWhy', { why }) };
    }
  }
}

/**
 * The words of a failed start. The code stands in the details, never alone.
 * @param whole what was to be started, where `run` has only the beginning of it and this tab has all
 */
export function startErrorWords(error: WireError, run: ToldRun, whole: WholeCommand | null = null): StartErrorWords {
  const path = error.path === undefined || error.path === null ? null : osText(error.path);
  const found = caseOf(error, run, whole, path);
  const code =
    error.code === undefined ? '' : ` · ${error.code}${error.errno === undefined ? '' : ` (${error.errno})`}`;
  const details: [string, string][] = [
    [t('run.start.error'), `${error.name}${code}${path === null ? '' : ` · ${path}`}`],
  ];
  if (error.message !== '') details.push([t('run.start.message'), error.message]);
  const folders = error.hint?.kind === 'not-found' ? error.hint.lookedIn : [];
  if (folders.length > 0) details.push([t('run.start.lookedIn'), folders.join('\n')]);
  return {
    title: found.title,
    more: found.more ?? '',
    repair: found.repair ?? null,
    details: details.map(([name, value]) => [name, visibleLines(value)] as const),
  };
}
