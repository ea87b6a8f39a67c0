/** What stands for bytes that are not UTF-8, and for half of a surrogate pair. */
const REPLACEMENT = 0xfffd;

/** Text as UTF-8. A lone surrogate becomes U+FFFD, as `TextEncoder` does it. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let end = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      bytes[end++] = code;
      continue;
    }
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = text.charCodeAt(i + 1);
      const paired = code <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
      code = paired ? 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00) : REPLACEMENT;
      if (paired) i++;
    }
    end = putMultibyte(bytes, end, code);
  }
  return bytes.slice(0, end);
}

function putMultibyte(bytes: Uint8Array, at: number, code: number): number {
  let end = at;
  if (code < 0x800) {
    bytes[end++] = 0xc0 | (code >> 6);
  } else {
    if (code < 0x10000) {
      bytes[end++] = 0xe0 | (code >> 12);
    } else {
      bytes[end++] = 0xf0 | (code >> 18);
      bytes[end++] = 0x80 | ((code >> 12) & 0x3f);
    }
    bytes[end++] = 0x80 | ((code >> 6) & 0x3f);
  }
  bytes[end++] = 0x80 | (code & 0x3f);
  return end;
}

/** UTF-8 as text; each maximal part that is not UTF-8 becomes one U+FFFD, as `TextDecoder` does it. */
export function decodeUtf8(bytes: Uint8Array): string {
  return decode(bytes, false) ?? '';
}

/** UTF-8 as text, or null when any byte is not UTF-8. */
export function decodeUtf8Strict(bytes: Uint8Array): string | null {
  return decode(bytes, true);
}

/** Units collected before they are turned into text: few enough to be arguments of one call. */
const PIECE = 4_096;

function decode(bytes: Uint8Array, strict: boolean): string | null {
  let text = '';
  let units: number[] = [];
  let i = 0;
  while (i < bytes.length) {
    const first = bytes[i] as number;
    if (first < 0x80) {
      units.push(first);
      i++;
    } else {
      const length = sequenceLength(bytes, i);
      if (length < 0 && strict) return null;
      pushCode(units, length < 0 ? REPLACEMENT : codeAt(bytes, i, length));
      i += Math.abs(length);
    }
    if (units.length >= PIECE) {
      text += String.fromCharCode(...units);
      units = [];
    }
  }
  return text + String.fromCharCode(...units);
}

/** Length of the sequence that starts at `at`; negative: that many bytes are not UTF-8 (Unicode 15, table 3-7). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  if (first < 0xc2 || first > 0xf4) return -1;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const second = bytes[at + 1] ?? 0;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return -1;
  for (let i = 2; i < length; i++) {
    if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return -i;
  }
  return length;
}

function codeAt(bytes: Uint8Array, at: number, length: number): number {
  let code = (bytes[at] as number) & (0x7f >> length);
  for (let i = 1; i < length; i++) code = (code << 6) | ((bytes[at + i] as number) & 0x3f);
  return code;
}

function pushCode(units: number[], code: number): void {
  if (code < 0x10000) units.push(code);
  else units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
}
