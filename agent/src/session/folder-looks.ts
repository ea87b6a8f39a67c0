import type { Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { FOLDER_NAMES, type FolderNames, type FolderProblem } from '@pipescope/protocol';
import { strerror } from '@pipescope/protocol/process';

/** Directory entries looked at in one look. */
const MAX_ENTRIES = 20_000;
/** Directory entries read at once. */
const ENTRIES_AT_ONCE = 256;
/** Links followed in one look, to see whether a folder is at their end. */
const MAX_LINKS = 500;
/** Milliseconds after which a look makes do with what it has seen. */
const LOOK_MILLIS = 400;
/** Milliseconds until the answer is that the file system gives none; a look that hangs cannot be ended. */
const ANSWER_MILLIS = 1_000;
/** Looks at once: each may hang for good on a dead file system, in one of the four threads Node has for files. */
const MAX_LOOKS = 2;

/** The folders a typed path may go on with: reads one folder, opens nothing else, and is bounded in time and size. */
export class FolderLooks {
  readonly #home: string;
  #looking = 0;

  /** @param home folder that `~` stands for: that of the agent's user by default */
  constructor(home = homedir()) {
    this.#home = home.replace(/\/+$/, '');
  }

  /** Never rejects: what goes wrong is told as the reason why there are no names. */
  async look(path: string): Promise<FolderNames> {
    const at = path === '~' ? path.length : path.lastIndexOf('/') + 1;
    const folder = this.#atHome(path.slice(0, at)) || './';
    const slow: FolderNames = { folder, ...none('slow', 'ETIMEDOUT') };
    if (this.#looking >= MAX_LOOKS) return slow;
    this.#looking += 1;
    const look = namesIn(folder, path.slice(at))
      .catch((error: unknown) => noneBecause(error))
      .finally(() => (this.#looking -= 1));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<FolderNames>((resolve) => {
      timer = setTimeout(resolve, ANSWER_MILLIS, slow);
    });
    const answer = await Promise.race([look.then((found) => ({ folder, ...found })), late]);
    clearTimeout(timer);
    return answer;
  }

  #atHome(folder: string): string {
    return folder === '~' || folder.startsWith('~/') ? `${this.#home}/${folder.slice(2)}` : folder;
  }
}

type Found = Omit<FolderNames, 'folder'>;

/** @throws what opendir(3) and readdir(3) do */
async function namesIn(folder: string, typed: string): Promise<Found> {
  const until = performance.now() + LOOK_MILLIS;
  const names: string[] = [];
  let [entries, links, cut] = [0, 0, false];
  for await (const entry of await opendir(folder, { bufferSize: ENTRIES_AT_ONCE })) {
    entries += 1;
    if (entries > MAX_ENTRIES || performance.now() >= until) {
      cut = true;
      break;
    }
    if (!fits(entry.name, typed) || isOther(entry)) continue;
    if (!entry.isDirectory()) {
      links += 1;
      cut ||= links > MAX_LINKS;
      if (links > MAX_LINKS || !(await isFolder(`${folder}/${entry.name}`))) continue;
    }
    names.push(entry.name);
  }
  names.sort((a, b) => compare(rankOf(a, typed), rankOf(b, typed)));
  return { names: names.slice(0, FOLDER_NAMES), cut: cut || names.length > FOLDER_NAMES, problem: null };
}

/** A name that is not UTF-8 cannot be typed; one with a dot first is hidden until the dot is. */
function fits(name: string, typed: string): boolean {
  if (name.includes('\ufffd') || (name.startsWith('.') && !typed.startsWith('.'))) return false;
  return name.toLowerCase().startsWith(typed.toLowerCase());
}

/** True for what can be no folder. Some file systems do not say what an entry is: then it is looked up, as links are. */
function isOther(entry: Dirent): boolean {
  return entry.isFile() || entry.isFIFO() || entry.isSocket() || entry.isBlockDevice() || entry.isCharacterDevice();
}

/** Sorts by name, with the ones first that begin exactly as typed. */
function rankOf(name: string, typed: string): string {
  return `${name.startsWith(typed) ? 0 : 1}${name.toLowerCase()}\0${name}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

function noneBecause(error: unknown): Found {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
  switch (code) {
    case 'ENOENT':
      return none('missing', code);
    case 'ENOTDIR':
      return none('no-folder', code);
    case 'EACCES':
    case 'EPERM':
      return none('denied', code);
    default:
      return none('other', code);
  }
}

function none(kind: FolderProblem, code: string): Found {
  return { names: [], cut: false, problem: { kind, words: strerror(code) } };
}
