const C0 =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US';
const C0_NAMES = C0.split(' ');

/**
 * What cannot be seen itself, or changes how others are seen: control characters other than the tab, line and paragraph
 * marks, what turns the writing direction, what has no width. Not those that only shape the character before them:
 * variation selectors, and joiners where scripts without capitals and emoji have them. The exceptions come last, because
 * to look for them at every character takes ten times as long.
 */
export const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{DI}](?<!\t|\p{VS}|[\p{Lo}\p{M}\p{ExtPict}\p{EMod}][\u200c\u200d])/gu;

/** The name by which a character that cannot be seen is shown: `ESC`, `DEL`, `U+202E`. */
export function unseenName(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code === 0x7f) return 'DEL';
  return C0_NAMES[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Text in which what cannot be seen has a mark, `⟨U+202E⟩`, as in the output. Line breaks and tabs stay. */
export function visibleLines(text: string): string {
  return text.replaceAll(UNSEEN, (char) => (char === '\n' ? char : `⟨${unseenName(char)}⟩`));
}

/** The same on one line: line breaks and tabs are spaces. */
export function visibleText(text: string): string {
  return visibleLines(text.replaceAll(/[\n\t]+/g, ' '));
}
