import { constants } from 'node:fs';
import { access, opendir, stat } from 'node:fs/promises';
import { editDistance } from './edit-distance.ts';
import type { FileLook } from './file-look.ts';

/** Typing mistakes up to which one name may have been meant for another. */
const MAX_EDITS = 2;
/** Names longer than this are not typing mistakes. */
const MAX_LENGTH = 64;
/** Directory entries looked at in one search. */
const MAX_NAMES = 20_000;
/** Directory entries read at once. */
const NAMES_AT_ONCE = 256;
/** Names of which it is looked up whether they can be run. */
const MAX_CHECKS = 16;

interface Near {
  readonly name: string;
  readonly path: Buffer;
  /** What counts first comes first; smaller is nearer. */
  readonly rank: readonly number[];
}

/**
 * The executable in `folders` that `name` was most likely meant to be: at most two typing mistakes away, one in a short
 * name, letter case aside. Null when there is none. Looks at so many names at most, and makes do with what it has seen
 * when the file system is slow; opens nothing but the folders.
 */
export async function nearestProgram(name: string, folders: readonly Buffer[], look: FileLook): Promise<string | null> {
  if (name.length > MAX_LENGTH || /[\s/]/.test(name)) return null;
  const near: Near[] = [];
  let left = MAX_NAMES;
  for (const folder of folders) {
    await eachName(folder, look, (found) => {
      const rank = rankOf(name, found);
      if (rank !== null) near.push({ name: found, path: Buffer.concat([folder, Buffer.from(`/${found}`)]), rank });
      left -= 1;
      return left > 0 && !look.slow;
    });
    if (left <= 0 || look.slow) break;
  }
  // The sort is stable: of equals the one that comes first in PATH wins.
  near.sort((a, b) => compare(a.rank, b.rank));
  for (const { name: found, path } of near.slice(0, MAX_CHECKS)) if (await isExecutable(path, look)) return found;
  return null;
}

/** Gives every name in a folder that may be a program to `take`, until that returns false. */
async function eachName(folder: Buffer, look: FileLook, take: (name: string) => boolean): Promise<void> {
  try {
    const directory = await look.answer(opendir(folder, { bufferSize: NAMES_AT_ONCE }));
    try {
      for (;;) {
        const entry = await look.answer(directory.read());
        if (entry === null || (!entry.isDirectory() && !take(entry.name))) return;
      }
    } finally {
      await directory.close();
    }
  } catch {
    // Many a PATH names folders that are not there.
  }
}

/** How near one name is to another: mistakes, then the same first letter, then the same length. */
function rankOf(typed: string, name: string): readonly number[] | null {
  const max = Math.min(MAX_EDITS, Math.floor(typed.length / 2));
  if (Math.abs(typed.length - name.length) > max || name === typed || name.includes('\ufffd')) return null;
  const [a, b] = [typed.toLowerCase(), name.toLowerCase()];
  const edits = editDistance(a, b);
  if (edits > max) return null;
  return [edits, a[0] === b[0] ? 0 : 1, Math.abs(a.length - b.length)];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

async function isExecutable(path: Buffer, look: FileLook): Promise<boolean> {
  try {
    await look.answer(access(path, constants.X_OK));
    return (await look.answer(stat(path))).isFile();
  } catch {
    return false;
  }
}
