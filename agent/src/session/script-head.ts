import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { joinPath } from '../os/path-lookup.ts';
import type { FileLook } from './file-look.ts';

/** What the system reads of a file to find out how to run it: BINPRM_BUF_SIZE of Linux. */
const HEAD_BYTES = 256;
/** An interpreter may be a script itself; Linux follows so many (execve(2)). */
const MAX_DEPTH = 5;

/** An interpreter that is not there. */
export interface MissingInterpreter {
  /** Path after `#!`, without a carriage return. */
  readonly interpreter: string;
  /** True when the path that was looked for ends in a carriage return. */
  readonly windowsLineBreak: boolean;
}

/** True when the file begins with `#!`; null when that cannot be told. */
export async function hasInterpreterLine(file: Buffer, look: FileLook): Promise<boolean | null> {
  const head = await readHead(file, look);
  return head === null ? null : isScript(head);
}

/** True when the file begins with `#!` or as an ELF file does (elf(5)); false also when that cannot be told. */
export async function looksLikeProgram(file: Buffer, look: FileLook): Promise<boolean> {
  const head = await readHead(file, look);
  return head !== null && (isScript(head) || head.toString('latin1', 0, 4) === '\x7fELF');
}

/**
 * The interpreter because of which a file cannot be run, or null when that is not why.
 * @param cwd folder from which relative paths count
 */
export async function missingInterpreter(
  file: Buffer,
  cwd: Uint8Array,
  look: FileLook,
): Promise<MissingInterpreter | null> {
  let script = file;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const path = interpreterOf((await readHead(script, look)) ?? Buffer.alloc(0));
    if (path === null) return null;
    script = joinPath(cwd, path);
    if (!(await isMissing(script, look))) continue;
    const text = path.toString();
    return { interpreter: text.replace(/\r$/, ''), windowsLineBreak: text.endsWith('\r') };
  }
  return null;
}

/** The first bytes of a regular file; null for anything else, which is not opened. */
async function readHead(file: Buffer, look: FileLook): Promise<Buffer | null> {
  try {
    if (!(await look.answer(stat(file))).isFile()) return null;
    // Something else may have taken its place meanwhile; opening that must not wait for a writer.
    const handle = await look.answer(open(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY));
    try {
      if (!(await look.answer(handle.stat())).isFile()) return null;
      const { buffer, bytesRead } = await look.answer(handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0));
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

function isScript(head: Buffer): boolean {
  return head.toString('latin1', 0, 2) === '#!';
}

/** The path in a `#!` line, as load_script() of Linux cuts it out: up to a space, a tab or the end of the line. */
function interpreterOf(head: Buffer): Buffer | null {
  if (!isScript(head)) return null;
  const path = /^#![ \t]*([^ \t\n\0]+)/.exec(head.toString('latin1'))?.[1];
  return path === undefined ? null : Buffer.from(path, 'latin1');
}

async function isMissing(file: Buffer, look: FileLook): Promise<boolean> {
  try {
    await look.answer(stat(file));
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
