/** A colour of the 256 (0-255), or `RGB` plus 24 bits of red, green and blue. */
export type SgrColour = number;

/** Added to a colour given by its parts, which tells it from one of the 256. */
export const RGB = 0x1000000;

/** How text looks after some SGR sequences (ECMA-48 8.3.117). Null colours are the theme's own. */
export interface SgrStyle {
  readonly fg: SgrColour | null;
  readonly bg: SgrColour | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly strike: boolean;
}

/** The look of text that no sequence has changed. Compare with `===`: equal styles are one object. */
export const PLAIN: SgrStyle = {
  fg: null,
  bg: null,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  strike: false,
};

/** Parameters of one sequence that are looked at; the rest are dropped. */
const MOST_PARAMETERS = 64;
/** Styles kept as one object each; a page that has met more forgets them and begins again. */
const MOST_STYLES = 4_096;

const known = new Map<string, SgrStyle>();

function keyOf({ fg, bg, bold, dim, italic, underline, inverse, strike }: SgrStyle): string {
  return `${fg},${bg},${+bold}${+dim}${+italic}${+underline}${+inverse}${+strike}`;
}
known.set(keyOf(PLAIN), PLAIN);

function intern(style: SgrStyle): SgrStyle {
  const key = keyOf(style);
  const one = known.get(key);
  if (one !== undefined) return one;
  if (known.size >= MOST_STYLES) {
    known.clear();
    known.set(keyOf(PLAIN), PLAIN);
  }
  known.set(key, style);
  return style;
}

const isByte = (n: number | undefined): n is number => n !== undefined && n >= 0 && n <= 255;

/** Reads `5;n` or `2;r;g;b` after 38 or 48, as parameters or as parts of one; null when it is neither. */
function extended(parts: readonly number[]): { readonly colour: SgrColour; readonly used: number } | null {
  const [kind, a, b, c] = parts;
  if (kind === 5 && isByte(a)) return { colour: a, used: 2 };
  if (kind === 2 && isByte(a) && isByte(b) && isByte(c)) return { colour: RGB | (a << 16) | (b << 8) | c, used: 4 };
  return null;
}

const SWITCHES: Readonly<Record<number, Partial<SgrStyle>>> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  21: { underline: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  29: { strike: false },
  39: { fg: null },
  49: { bg: null },
};

function simple(code: number): Partial<SgrStyle> {
  if (code >= 30 && code <= 37) return { fg: code - 30 };
  if (code >= 90 && code <= 97) return { fg: code - 90 + 8 };
  if (code >= 40 && code <= 47) return { bg: code - 40 };
  if (code >= 100 && code <= 107) return { bg: code - 100 + 8 };
  return SWITCHES[code] ?? {};
}

/** One parameter with colons: `4:3` is a curly underline, `38:2::r:g:b` a colour with an empty colour space. */
function withParts(text: string): Partial<SgrStyle> {
  const [code, ...rest] = text.split(':').map((part) => (part === '' ? -1 : Number(part)));
  if (code === 4) return { underline: rest[0] !== 0 };
  if (code !== 38 && code !== 48) return {};
  const parts = rest[0] === 2 && rest.length > 4 ? [2, ...rest.slice(2)] : rest;
  const found = extended(parts);
  if (found === null) return {};
  return code === 38 ? { fg: found.colour } : { bg: found.colour };
}

/**
 * The style after one SGR sequence. What is unknown or out of range changes nothing.
 * @param parameters what stands between `ESC [` and `m`
 */
export function applySgr(before: SgrStyle, parameters: string): SgrStyle {
  const list = parameters.split(';', MOST_PARAMETERS);
  let style: SgrStyle = before;
  for (let i = 0; i < list.length; i++) {
    const text = list[i] ?? '';
    if (text.includes(':')) {
      style = { ...style, ...withParts(text) };
      continue;
    }
    const code = Number(text);
    if (code === 0) style = PLAIN;
    else if (code === 38 || code === 48) {
      const found = extended(list.slice(i + 1, i + 5).map(Number));
      // Nobody knows where the next parameter begins after a broken colour: the rest is dropped, as xterm does.
      if (found === null) break;
      style = { ...style, ...(code === 38 ? { fg: found.colour } : { bg: found.colour }) };
      i += found.used;
    } else style = { ...style, ...simple(code) };
  }
  return intern(style);
}
