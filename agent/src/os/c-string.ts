import type { OsString } from '@pipescope/protocol/process';
import { libc } from './libc.ts';

/** The bytes of a text or bytes, without an end mark; given bytes are not copied. */
export function osBytes(text: OsString): Buffer {
  return typeof text === 'string' ? Buffer.from(text) : Buffer.from(text.buffer, text.byteOffset, text.length);
}

/** A NUL-terminated string for C. */
export function cString(text: OsString): Uint8Array {
  const bytes = osBytes(text);
  const memory = Buffer.alloc(bytes.length + 1);
  memory.set(bytes);
  return memory;
}

/**
 * A `char *const []` for C: the table of pointers and behind it the strings, in one block, which stays valid for as
 * long as the block is held.
 */
export function cStringArray(texts: readonly OsString[]): Uint8Array {
  const strings = texts.map(osBytes);
  const table = (strings.length + 1) * 8;
  const size = strings.reduce((sum, string) => sum + string.length + 1, table);
  // 64 bytes and fewer may be on the JavaScript heap, where the collector moves them.
  const block = Buffer.allocUnsafeSlow(Math.max(size, 128));
  const address = libc().address(block);
  let offset = table;
  for (const [index, string] of strings.entries()) {
    block.writeBigUInt64LE(address + BigInt(offset), index * 8);
    block.set(string, offset);
    offset += string.length;
    block[offset] = 0;
    offset += 1;
  }
  block.writeBigUInt64LE(0n, table - 8);
  return block;
}
