import type { OsString } from './spawn-request.ts';

/** Text or bytes as Python's `repr` writes them, for messages only: `'ls'`, `b'caf\xe9'`. */
export function reprOsString(value: OsString): string {
  if (typeof value === 'string') return quote(value);
  let text = '';
  for (const byte of value) {
    text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return `b${quote(text)}`;
}

function quote(text: string): string {
  return text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replaceAll("'", "\\'")}'`;
}
