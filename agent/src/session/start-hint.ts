import { constants, type Stats } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import type { StartHint } from '@pipescope/protocol';
import { OSError, type OsString, type SpawnRequest } from '@pipescope/protocol/process';
import { RLIMIT_NOFILE, RLIMIT_NPROC } from '../os/constants.ts';
import { joinPath, programCandidates } from '../os/path-lookup.ts';
import { softLimit } from '../os/soft-limit.ts';
import { missingLoader } from './elf-loader.ts';
import { type FileLook, lookAround } from './file-look.ts';
import { nearestProgram } from './nearest-program.ts';
import { osBytes } from './os-string.ts';
import { MAX_FOLDERS, pathFolders } from './path-folders.ts';
import { hasInterpreterLine, looksLikeProgram, missingInterpreter } from './script-head.ts';

/**
 * Looks why a start failed, for people; the error itself is not touched. Takes a few milliseconds and opens regular
 * files and folders only. Null when there is nothing to add, or when the file system does not answer. Never rejects.
 */
export async function startHint(error: unknown, request: SpawnRequest): Promise<StartHint | null> {
  if (!(error instanceof OSError)) return null;
  return lookAround((look) => hintOf(error, request, look));
}

async function hintOf(error: OSError, request: SpawnRequest, look: FileLook): Promise<StartHint | null> {
  switch (error.code) {
    case 'EMFILE':
      return { kind: 'too-many', limit: 'open files', value: softLimit(RLIMIT_NOFILE) };
    case 'EAGAIN':
      return { kind: 'too-many', limit: 'processes', value: processLimit() };
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EACCES':
    case 'ENOEXEC': {
      const program = request.executable ?? request.argv[0] ?? '';
      if (program.length === 0 || !(await isAbout(error, program, request.cwd, look))) return null;
      return programHint(error.code, program, request, look);
    }
    default:
      return null;
  }
}

/** The limit on processes does not hold for root (getrlimit(2)). */
function processLimit(): number | null {
  return process.geteuid?.() === 0 ? null : softLimit(RLIMIT_NPROC);
}

/** Whether the error names the program, and not the cwd, which is looked at first. */
async function isAbout(
  { filename }: OSError,
  program: OsString,
  cwd: OsString | null,
  look: FileLook,
): Promise<boolean> {
  if (filename === null || !isSame(filename, program)) return false;
  return cwd === null || !isSame(filename, cwd) || (await statOf(osBytes(cwd), look))?.isDirectory() === true;
}

async function programHint(
  code: string,
  program: OsString,
  request: SpawnRequest,
  look: FileLook,
): Promise<StartHint | null> {
  const cwd = osBytes(request.cwd ?? process.cwd());
  const isPath = osBytes(program).includes('/');
  let exists = false;
  for (const candidate of programCandidates(program, request.env).slice(0, MAX_FOLDERS)) {
    const path = joinPath(cwd, candidate);
    const stats = await statOf(path, look);
    if (stats === null) continue;
    exists = true;
    const hint = await fileHint(code, path, stats, request, look);
    if (hint !== null) return { ...hint, file: text(isPath ? program : path) };
  }
  if (exists || code === 'ENOEXEC') return null;
  // Without a slash any other error is one of a folder on the way: the program was found nowhere.
  if (isPath) return code === 'ENOENT' ? { kind: 'not-found', suggestion: null, lookedIn: [] } : null;
  const lookedIn = pathFolders(request);
  const suggestion = await nearestProgram(text(program), lookedIn, look);
  return { kind: 'not-found', suggestion, lookedIn: lookedIn.map(text) };
}

type FileHint = Extract<StartHint, { file: string }>;
type WithoutFile<Hint> = Hint extends FileHint ? Omit<Hint, 'file'> : never;

/** What about a file that is there gave the error. */
async function fileHint(
  code: string,
  path: Buffer,
  stats: Stats,
  request: SpawnRequest,
  look: FileLook,
): Promise<WithoutFile<FileHint> | null> {
  if (code === 'EACCES') {
    if (stats.isDirectory()) return { kind: 'folder' };
    if (stats.isFile() && !(await isExecutable(path, stats, look))) {
      const program = await looksLikeProgram(path, look);
      return { kind: 'no-execute-permission', owned: stats.uid === childUid(request), program };
    }
    return null;
  }
  if (code === 'ENOEXEC')
    return (await hasInterpreterLine(path, look)) === false ? { kind: 'no-interpreter-line' } : null;
  const missing = await missingInterpreter(path, osBytes(request.cwd ?? process.cwd()), look);
  if (missing !== null) return { kind: 'missing-interpreter', ...missing };
  const loader = await missingLoader(path, look);
  return loader === null ? null : { kind: 'missing-loader', loader };
}

/** For the agent's user; a mode without any x bit holds for everybody. */
async function isExecutable(path: Buffer, { mode }: Stats, look: FileLook): Promise<boolean> {
  if ((mode & 0o111) === 0) return false;
  return look.answer(access(path, constants.X_OK)).then(
    () => true,
    () => false,
  );
}

/** The user the child would have been, or undefined when only its name is known. */
function childUid({ user }: SpawnRequest): number | undefined {
  if (user === null) return process.geteuid?.();
  return typeof user === 'number' ? user : undefined;
}

function statOf(path: Buffer, look: FileLook): Promise<Stats | null> {
  return look.answer(stat(path)).catch(() => null);
}

function isSame(a: OsString, b: OsString): boolean {
  return osBytes(a).equals(osBytes(b));
}

function text(path: OsString): string {
  return osBytes(path).toString();
}
