import type { RunInfo, WireError } from '../state/protocol.ts';
import { argvText, osText } from '../state/run-words.ts';
import { formatBytes, formatCount } from '../ui/format.ts';
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
  switch (code) {
    case 'ENOENT':
      return { title: `The folder ${quoted(cwd)} does not exist, so nothing was started.` };
    case 'ENOTDIR':
      return { title: `${quoted(cwd)} is not a folder, so nothing was started.` };
    case 'EACCES':
      return { title: `The agent's user may not enter the folder ${quoted(cwd)}, so nothing was started.` };
    default:
      return null;
  }
}

function tooLongWords(argv: readonly string[]): Case {
  const utf8 = new TextEncoder();
  const sizes = argv.map((arg) => utf8.encode(arg).byteLength + 1);
  const largest = sizes.reduce((best, size, index) => (size > (sizes[best] ?? 0) ? index : best), 0);
  const size = sizes[largest] ?? 0;
  if (size > LONGEST_ARGUMENT) {
    return {
      title: `Argument ${largest} is too long: ${formatBytes(size)}.`,
      more: `The system takes at most ${formatBytes(LONGEST_ARGUMENT)} in one argument. Write it to a file, or send it through stdin.`,
    };
  }
  const total = sizes.reduce((sum, one) => sum + one, 0);
  return {
    title: `The argument list is too long: ${formatCount(argv.length)} arguments, ${formatBytes(total)}.`,
    more: 'Arguments and environment together may take a quarter of the stack limit (`ulimit -s`), often 2,097,152 B. Send the list through stdin instead.',
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
      return { title: `A part of the path ${program} is not a folder.` };
    case 'EACCES':
      return {
        title: `${program} is not executable.`,
        more: 'It is a folder, a file without the x permission, or in a place from which nothing may be run.',
      };
    case 'EISDIR':
      return { title: `${program} is a folder.` };
    case 'ENOEXEC':
      return {
        title: `The system cannot run ${program}.`,
        more: 'It is not a program this machine can run, and its first line names no interpreter.',
      };
    case 'E2BIG':
      return tooLongWords(argv);
    case 'EAGAIN':
      return {
        title: 'The system takes no more processes now.',
        more: 'The limit of processes (`ulimit -u`) is reached. End some and run it again.',
      };
    case 'EMFILE':
    case 'ENFILE':
      return {
        title: 'No more files can be opened, so there was no pipe for it.',
        more: 'The limit of open files (`ulimit -n`) is reached. End some runs and try again.',
      };
    case 'ENOMEM':
      return { title: 'The system has no memory left to start it.' };
    case 'EPERM':
      return { title: `The system does not allow the agent's user to start ${program} this way.` };
    case 'ETXTBSY':
      return { title: `${program} is open for writing, so it cannot run now.` };
    case 'ELOOP':
      return { title: `The path ${program} goes through too many symbolic links.` };
    case 'ENAMETOOLONG':
      return { title: `The name ${program} is longer than the system takes.` };
    default: {
      const what = error.strerror ?? error.message;
      return {
        title: what === '' ? 'It could not be started.' : `It could not be started: ${what.replace(/\.$/, '')}.`,
      };
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
  const details: [string, string][] = [['Error', `${error.name}${code}${path === null ? '' : ` · ${path}`}`]];
  if (error.message !== '') details.push(['Message', error.message]);
  const folders = error.hint?.kind === 'not-found' ? error.hint.lookedIn : [];
  if (folders.length > 0) details.push(['Looked in', folders.join('\n')]);
  return { title: found.title, more: found.more ?? '', repair: found.repair ?? null, details };
}
