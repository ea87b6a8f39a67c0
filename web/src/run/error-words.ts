import type { RunInfo, WireError } from '../state/protocol.ts';
import { argvText, osText } from '../state/run-words.ts';
import { t } from '../strings/message.ts';
import { formatBytes } from '../ui/format.ts';
import { hintWords } from './hint-words.ts';
import { notFoundWords } from './not-found-words.ts';
import { type Case, quoted, type Repair } from './start-case.ts';

/** Why something did not start: what happened, why likely, what to do. Backquotes mark code. */
export interface StartErrorWords {
  readonly title: string;
  readonly more: string;
  readonly repair: Repair | null;
  /** Label and value, for the folded details. */
  readonly details: readonly (readonly [string, string])[];
}

/** Linux: MAX_ARG_STRLEN, 32 pages of 4 KiB (execve(2)). */
const LONGEST_ARGUMENT = 131_072;

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

function tooLongWords(argv: readonly string[]): Case {
  const utf8 = new TextEncoder();
  const sizes = argv.map((arg) => utf8.encode(arg).byteLength + 1);
  const index = sizes.reduce((best, size, at) => (size > (sizes[best] ?? 0) ? at : best), 0);
  const size = sizes[index] ?? 0;
  if (size > LONGEST_ARGUMENT) {
    return {
      title: t('run.start.argument', { index, size: formatBytes(size) }),
      more: t('run.start.argument.more', { limit: formatBytes(LONGEST_ARGUMENT) }),
    };
  }
  const total = sizes.reduce((sum, one) => sum + one, 0);
  return {
    title: t('run.start.list', { count: argv.length, size: formatBytes(total) }),
    more: t('run.start.list.more'),
  };
}

function caseOf(error: WireError, argv: readonly string[], cwd: string | null, path: string | null): Case {
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
      return tooLongWords(argv);
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

/** The words of a failed start. The code stands in the details, never alone. */
export function startErrorWords(error: WireError, run: Pick<RunInfo, 'argv' | 'cwd'>): StartErrorWords {
  const argv = argvText(run);
  const path = error.path === undefined || error.path === null ? null : osText(error.path);
  const found = caseOf(error, argv, run.cwd === null ? null : osText(run.cwd), path);
  const code =
    error.code === undefined ? '' : ` · ${error.code}${error.errno === undefined ? '' : ` (${error.errno})`}`;
  const details: [string, string][] = [
    [t('run.start.error'), `${error.name}${code}${path === null ? '' : ` · ${path}`}`],
  ];
  if (error.message !== '') details.push([t('run.start.message'), error.message]);
  const folders = error.hint?.kind === 'not-found' ? error.hint.lookedIn : [];
  if (folders.length > 0) details.push([t('run.start.lookedIn'), folders.join('\n')]);
  return { title: found.title, more: found.more ?? '', repair: found.repair ?? null, details };
}
