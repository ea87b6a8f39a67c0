const NEWLINE = 10;
/** A newline in each of a word's four bytes. */
const NEWLINES = 0x0a0a0a0a;
const LOW7 = 0x7f7f7f7f;
const ONES = 0x01010101;
/** Words that may be added up before a byte of the sum could overflow. */
const WORDS_PER_SUM = 252;
/** Below this many bytes a view on words costs more than it saves. */
const SMALL = 64;

/**
 * How many newlines `bytes` has from `start` to before `end`. Looks at four bytes at a time and never branches on
 * what they are, so that two-byte lines cost the same as long ones.
 */
export function countNewlines(bytes: Uint8Array, start = 0, end = bytes.length): number {
  if (end - start < SMALL) return countSingly(bytes, start, end);
  const aligned = start + ((4 - ((bytes.byteOffset + start) & 3)) & 3);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + aligned, (end - aligned) >> 2);
  const rest = aligned + words.length * 4;
  return countSingly(bytes, start, aligned) + countInWords(words) + countSingly(bytes, rest, end);
}

/** Index after the `n`th newline (from 1) at or after `start`, or -1 when there are fewer. */
export function skipNewlines(bytes: Uint8Array, start: number, n: number): number {
  let left = n;
  let at = start;
  while (at < bytes.length) {
    const end = Math.min(at + 1_024, bytes.length);
    const here = countNewlines(bytes, at, end);
    if (here >= left) break;
    left -= here;
    at = end;
  }
  for (; at < bytes.length; at++) {
    if (bytes[at] === NEWLINE && --left === 0) return at + 1;
  }
  return -1;
}

function countSingly(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (bytes[i] === NEWLINE) count++;
  return count;
}

function countInWords(words: Int32Array): number {
  let count = 0;
  let i = 0;
  while (i < words.length) {
    const stop = Math.min(i + WORDS_PER_SUM, words.length);
    let sum = 0;
    for (; i + 3 < stop; i += 4) {
      sum =
        (sum +
          marks(words[i] as number) +
          marks(words[i + 1] as number) +
          marks(words[i + 2] as number) +
          marks(words[i + 3] as number)) |
        0;
    }
    for (; i < stop; i++) sum = (sum + marks(words[i] as number)) | 0;
    const pairs = (sum & 0x00ff00ff) + ((sum >>> 8) & 0x00ff00ff);
    count += (pairs & 0xffff) + (pairs >>> 16);
  }
  return count;
}

/** 1 in each byte that is a newline, 0 in the others. */
function marks(word: number): number {
  const other = word ^ NEWLINES;
  return (~(((other & LOW7) + LOW7) | 0 | other | LOW7) >>> 7) & ONES;
}
