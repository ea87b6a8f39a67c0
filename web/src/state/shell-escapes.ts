/** Characters that would not be seen, or would change how others are seen: controls, line marks, bidi, zero width. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0]/u;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\x1b': '\\x1b' };

/** A stretch of text as it can be shown; `escape` when it stands for something that cannot be seen. */
export interface ShownText {
  readonly text: string;
  readonly escape: boolean;
}

/** How a character that cannot be seen is written: `\n`, `\x07`, `\u202e`. */
export function escapeOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (SHORT[char] !== undefined) return SHORT[char];
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}

/** True when the text holds a character that cannot be seen. Line breaks in `allowed` are not counted. */
export function hasHidden(text: string, allowed = ''): boolean {
  for (const char of text) if (!allowed.includes(char) && HIDDEN.test(char)) return true;
  return false;
}

/** The text cut where what cannot be seen is written as an escape. Characters in `allowed` stay. */
export function showHidden(text: string, allowed = ''): ShownText[] {
  const shown: ShownText[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') shown.push({ text: plain, escape: false });
    plain = '';
  };
  for (const char of text) {
    if (allowed.includes(char) || !HIDDEN.test(char)) plain += char;
    else {
      flush();
      shown.push({ text: escapeOf(char), escape: true });
    }
  }
  flush();
  return shown;
}
