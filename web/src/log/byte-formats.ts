/** A byte as two hex digits. */
export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

const isPrintable = (byte: number): boolean => byte >= 0x20 && byte <= 0x7e;

/** `61 ff 0a`. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, hexByte).join(' ');
}

/**
 * A C string literal (ISO C 6.4.5). Octal escapes always have three digits, so that a digit after one is not taken for
 * a part of it; `??` is written so that it is no trigraph.
 */
export function toCString(bytes: Uint8Array): string {
  const named: Readonly<Record<number, string>> = {
    7: '\\a',
    8: '\\b',
    9: '\\t',
    10: '\\n',
    11: '\\v',
    12: '\\f',
    13: '\\r',
    34: '\\"',
    92: '\\\\',
  };
  let text = '';
  for (const byte of bytes) {
    const afterQuestion = byte === 0x3f && text.endsWith('?');
    text += afterQuestion
      ? '\\?'
      : (named[byte] ?? (isPrintable(byte) ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`));
  }
  return `"${text}"`;
}

/** A bytes literal as CPython's `repr` writes it (Objects/bytesobject.c, `PyBytes_Repr`). */
export function toPythonBytes(bytes: Uint8Array): string {
  const named: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' };
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  let text = '';
  for (const byte of bytes) {
    const char = String.fromCharCode(byte);
    text += char === quote ? `\\${quote}` : (named[byte] ?? (isPrintable(byte) ? char : `\\x${hexByte(byte)}`));
  }
  return `b${quote}${text}${quote}`;
}

/** Base64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  // A call takes only so many arguments: parts that are a multiple of three bytes can be joined.
  for (let at = 0; at < bytes.length; at += 0x6000) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + 0x6000)));
  }
  return text;
}

/** Bytes of a row of the bytes view. */
export const ROW_BYTES = 16;

/** The printable characters of a row; a middle dot stands for each byte that is none. */
export function hexRowText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (isPrintable(byte) ? String.fromCharCode(byte) : '·')).join('');
}
