/** A piece of a line as it is drawn. */
export type TextPiece =
  | { readonly kind: 'text'; readonly text: string }
  /** A byte that is not valid UTF-8 (`ff`), a control character (`ESC`), or one that turns the writing direction. */
  | { readonly kind: 'byte' | 'control'; readonly text: string };

const C0 =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US';
const C0_NAMES = C0.split(' ');

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Complete terminal sequences, which a pipe view leaves out: CSI (ECMA-48 5.4), OSC, DCS, SOS, PM and APC up to their
 * terminator, and two-character escapes. What is not complete is not dropped: it shows as `ESC` and text.
 */
const ESC = String.fromCharCode(0x1b);
const BEL = String.fromCharCode(0x07);
const SEQUENCE = new RegExp(
  [
    String.raw`\[[0-?]*[ -/]*[@-~]`,
    String.raw`\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\)`,
    String.raw`[PX^_][^${ESC}]*${ESC}\\`,
    '[ -/]+[0-~]',
    '[0-OQ-WYZ`-~]',
  ]
    .map((form) => ESC + form)
    .join('|'),
  'g',
);
/** Control characters other than the tab, and what turns the writing direction or breaks a line. */
const SPECIAL = /(?!\t)[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

function controlName(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code === 0x7f) return 'DEL';
  return C0_NAMES[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function addText(pieces: TextPiece[], raw: string): void {
  const text = raw.includes(ESC) ? raw.replace(SEQUENCE, '') : raw;
  let at = 0;
  SPECIAL.lastIndex = 0;
  for (const found of text.matchAll(SPECIAL)) {
    if (found.index > at) pieces.push({ kind: 'text', text: text.slice(at, found.index) });
    pieces.push({ kind: 'control', text: controlName(found[0]) });
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push({ kind: 'text', text: text.slice(at) });
}

/** Length of the valid UTF-8 sequence at `at` (Unicode table 3-7), 0 when there is none, -1 when it is cut off. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return -1;
    const low = i > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = i > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (byte < low || byte > high) return 0;
  }
  return length;
}

/**
 * A line's bytes as pieces to draw. Nothing is replaced silently: bytes that are not UTF-8 become chips. When the line
 * is `cut`, a character that the cut went through is left out.
 */
export function rowPieces(bytes: Uint8Array, cut = false): TextPiece[] {
  const pieces: TextPiece[] = [];
  try {
    addText(pieces, strict.decode(bytes));
    return pieces;
  } catch {
    pieces.length = 0;
  }
  let from = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    if (at > from) addText(pieces, strict.decode(bytes.subarray(from, at)));
    if (length < 0 && cut) return pieces;
    pieces.push({ kind: 'byte', text: (bytes[at] ?? 0).toString(16).padStart(2, '0') });
    at++;
    from = at;
  }
  if (at > from) addText(pieces, strict.decode(bytes.subarray(from, at)));
  return pieces;
}

/** The pieces as one string, chips as `⟨ff⟩`: what is spoken and what a search sees. */
export function piecesText(pieces: readonly TextPiece[]): string {
  return pieces.map(({ kind, text }) => (kind === 'text' ? text : `⟨${text}⟩`)).join('');
}
