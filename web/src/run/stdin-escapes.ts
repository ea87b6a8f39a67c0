/** The bytes an escaped text means, or where it cannot be read. */
export type Unescaped =
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  /** The escape that is none, and where it begins. */
  | { readonly wrong: string; readonly at: number };

const NAMED: Readonly<Record<string, number>> = {
  n: 10,
  r: 13,
  t: 9,
  a: 7,
  b: 8,
  f: 12,
  v: 11,
  e: 27,
  '\\': 92,
  '"': 34,
  "'": 39,
};

const ESCAPE =
  /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8})|(0)(?![0-7])|(.))|\\$/gsu;

/**
 * Reads `\n \r \t \\ \0 \xff \u00e9 \u{1f600}` in a text; the rest is UTF-8. `\xff` is that byte and `\u00e9` the
 * character, two bytes. Nothing is added: a newline is sent only where one stands.
 */
export function unescapeBytes(text: string): Unescaped {
  const utf8 = new TextEncoder();
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const found of text.matchAll(ESCAPE)) {
    const [whole, x, u4, braced, u8, nul, named] = found;
    parts.push(utf8.encode(text.slice(at, found.index)));
    at = found.index + whole.length;
    const character = u4 ?? braced ?? u8;
    const code = character === undefined ? null : Number.parseInt(character, 16);
    if (x !== undefined) parts.push(Uint8Array.of(Number.parseInt(x, 16)));
    else if (nul !== undefined) parts.push(Uint8Array.of(0));
    else if (code !== null && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) {
      parts.push(utf8.encode(String.fromCodePoint(code)));
    } else if (code === null && named !== undefined && NAMED[named] !== undefined) {
      parts.push(Uint8Array.of(NAMED[named]));
    } else return { wrong: whole, at: found.index };
  }
  parts.push(utf8.encode(text.slice(at)));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    bytes.set(part, end);
    end += part.length;
  }
  return { bytes };
}
