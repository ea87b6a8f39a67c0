import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { FileLook } from './file-look.ts';

/** Sizes and places of elf(5): the header, then the program headers that it points to. */
const HEADER_BYTES = 64;
const PT_INTERP = 3;
/** More program headers than any program has; the system itself takes at most 64 KiB of them. */
const MAX_HEADERS = 256;
/** PATH_MAX of Linux: the longest loader path the system takes. */
const MAX_PATH = 4096;

/**
 * The loader that a program names (`PT_INTERP` of elf(5), such as `/lib64/ld-linux-x86-64.so.2`) when it does not
 * exist; null when it does, when there is none, or when the file is no ELF program of this byte order.
 */
export async function missingLoader(file: Buffer, look: FileLook): Promise<string | null> {
  try {
    if (!(await look.answer(stat(file))).isFile()) return null;
    const handle = await look.answer(open(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY));
    try {
      const loader = (await handle.stat()).isFile() ? await look.answer(loaderOf(handle)) : null;
      return loader !== null && (await look.answer(isMissing(loader))) ? loader.toString() : null;
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

async function loaderOf(handle: FileHandle): Promise<Buffer | null> {
  const header = await readAt(handle, 0, HEADER_BYTES);
  if (header.toString('latin1', 0, 4) !== '\x7fELF' || header.length < 52 || header[5] !== 1) return null;
  const wide = header[4] === 2;
  if (wide && header.length < HEADER_BYTES) return null;
  const start = wide ? Number(header.readBigUInt64LE(32)) : header.readUInt32LE(28);
  const size = header.readUInt16LE(wide ? 54 : 42);
  const count = Math.min(header.readUInt16LE(wide ? 56 : 44), MAX_HEADERS);
  if (size < (wide ? 56 : 32)) return null;
  const table = await readAt(handle, start, size * count);
  for (let at = 0; at + size <= table.length; at += size) {
    if (table.readUInt32LE(at) !== PT_INTERP) continue;
    const offset = wide ? Number(table.readBigUInt64LE(at + 8)) : table.readUInt32LE(at + 4);
    const length = wide ? Number(table.readBigUInt64LE(at + 32)) : table.readUInt32LE(at + 16);
    const path = await readAt(handle, offset, Math.min(length, MAX_PATH));
    const end = path.indexOf(0);
    return end > 0 ? path.subarray(0, end) : null;
  }
  return null;
}

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

async function isMissing(path: Buffer): Promise<boolean> {
  return stat(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
}
