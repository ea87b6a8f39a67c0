import { UNSEEN, unseenName } from '../state/visible-text.ts';
import { applySgr, PLAIN, type SgrStyle } from './sgr.ts';
import { sequenceLength } from './utf8-sequence.ts';

/** A piece of a line as it is drawn. */
export type TextPiece =
  | { readonly kind: 'text'; readonly text: string; readonly style?: SgrStyle }
  /** A byte that is not valid UTF-8 (`ff`), a control character (`ESC`), or another that cannot be seen. */
  | { readonly kind: 'byte' | 'control'; readonly text: string };

/** What is known of a line besides its bytes. */
export interface LineContext {
  /** There is more of it: a character or sequence that the end went through is left out. */
  readonly unfinished?: boolean;
  /** The style its stream had before it. */
  readonly style?: SgrStyle;
}

/** A line as pieces, and the style of what comes next in its stream. */
export interface LineText {
  readonly pieces: readonly TextPiece[];
  readonly style: SgrStyle;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const ESC = String.fromCharCode(0x1b);
const BEL = String.fromCharCode(0x07);
/** Characters a string sequence may have before it counts as none: what hides more than this must be seen. */
const LONGEST = 4_096;

/**
 * Complete terminal sequences, which a pipe view leaves out: CSI (ECMA-48 5.4), OSC, DCS, SOS, PM and APC up to their
 * terminator, and two-character escapes. What is not complete is not dropped: it shows as `ESC` and text, so nothing
 * that a program writes can hide what another wrote after it.
 */
const SEQUENCE = new RegExp(
  [
    String.raw`\[[0-?]{0,${LONGEST}}[ -/]{0,16}[@-~]`,
    String.raw`\][^${BEL}${ESC}]{0,${LONGEST}}(?:${BEL}|${ESC}\\)`,
    String.raw`[PX^_][^${ESC}]{0,${LONGEST}}${ESC}\\`,
    '[ -/]{1,16}[0-~]',
    '[0-OQ-WYZ`-~]',
  ]
    .map((form) => ESC + form)
    .join('|'),
  'g',
);
/** The beginning of a sequence, up to the end of what is there. */
const BEGUN = new RegExp(
  String.raw`${ESC}(?:\[[0-?]*[ -/]*|\][^${BEL}${ESC}]*${ESC}?|[PX^_][^${ESC}]*${ESC}?|[ -/]*)$`,
);
const SGR = new RegExp(String.raw`^${ESC}\[([0-9;:]*)m$`);
/** Collects the pieces of one line. */
class LineBuilder {
  readonly pieces: TextPiece[] = [];
  style: SgrStyle;

  constructor(style: SgrStyle) {
    this.style = style;
  }

  /** Adds decoded text; its sequences are obeyed or dropped. */
  add(text: string): void {
    if (!text.includes(ESC)) {
      this.#plain(text);
      return;
    }
    let at = 0;
    for (const found of text.matchAll(SEQUENCE)) {
      this.#plain(text.slice(at, found.index));
      at = found.index + found[0].length;
      const parameters = SGR.exec(found[0])?.[1];
      if (parameters !== undefined) this.style = applySgr(this.style, parameters);
    }
    this.#plain(text.slice(at));
  }

  byte(value: number): void {
    this.pieces.push({ kind: 'byte', text: value.toString(16).padStart(2, '0') });
  }

  #plain(text: string): void {
    let at = 0;
    for (const found of text.matchAll(UNSEEN)) {
      this.#text(text.slice(at, found.index));
      this.pieces.push({ kind: 'control', text: unseenName(found[0]) });
      at = found.index + found[0].length;
    }
    this.#text(text.slice(at));
  }

  #text(text: string): void {
    if (text === '') return;
    this.pieces.push(this.style === PLAIN ? { kind: 'text', text } : { kind: 'text', text, style: this.style });
  }
}

function decode(bytes: Uint8Array, unfinished: boolean, builder: LineBuilder): void {
  const last = (text: string): string => (unfinished && text.includes(ESC) ? text.replace(BEGUN, '') : text);
  let whole: string | null = null;
  try {
    whole = strict.decode(bytes);
  } catch {
    // Some bytes are no UTF-8: the slow way finds which.
  }
  if (whole !== null) {
    builder.add(last(whole));
    return;
  }
  let from = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    if (at > from) builder.add(strict.decode(bytes.subarray(from, at)));
    if (length < 0 && unfinished) return;
    builder.byte(bytes[at] ?? 0);
    at++;
    from = at;
  }
  if (at > from) builder.add(last(strict.decode(bytes.subarray(from, at))));
}

/**
 * A line's bytes as pieces to draw. Nothing is replaced silently: bytes that are not UTF-8 become chips, and so does
 * every control character that is not part of a complete terminal sequence.
 */
export function lineText(bytes: Uint8Array, { unfinished = false, style = PLAIN }: LineContext = {}): LineText {
  const builder = new LineBuilder(style);
  decode(bytes, unfinished, builder);
  return builder;
}

/** The pieces as one string, chips as `⟨ff⟩`: what is spoken, copied, and what a search sees. */
export function piecesText(pieces: readonly TextPiece[]): string {
  return pieces.map(({ kind, text }) => (kind === 'text' ? text : `⟨${text}⟩`)).join('');
}
