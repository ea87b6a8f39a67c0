import { RGB, type SgrColour } from './sgr.ts';

/** `0xrrggbb`. */
export type Rgb = number;

/** The grounds that are hardest to read on: a selected line in each theme. */
export const GROUND = { dark: 0x24415f, light: 0xcfe3f8 } as const;
export type Theme = keyof typeof GROUND;

/** The least contrast of text (WCAG 2.2, 1.4.3). */
const CONTRAST = 4.5;

/** The sixteen, chosen by hand: black, red, green, yellow, blue, magenta, cyan, white, then their bright forms. */
const SIXTEEN: { readonly [Name in Theme]: readonly Rgb[] } = {
  dark: [
    0xa3b0bf, 0xff8a80, 0x5bd19a, 0xe3c04b, 0x82b4ff, 0xe39bea, 0x5cd0db, 0xe7ecf2, 0xb4bfcc, 0xffa79e, 0x7fe3b3,
    0xf2d94e, 0xa6caff, 0xf0b9f5, 0x8ce4ec, 0xffffff,
  ],
  light: [
    0x171c22, 0xa8201a, 0x00664a, 0x6b5a00, 0x1f4fc4, 0x8a2f7c, 0x006274, 0x46505b, 0x46505b, 0x9c1d10, 0x00593f,
    0x5e4f00, 0x0a46b8, 0x7a1f8a, 0x005566, 0x2b333c,
  ],
};

const channel = (colour: Rgb, shift: number): number => (colour >> shift) & 255;

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance (WCAG 2.2), 0 to 1. */
export function luminance(colour: Rgb): number {
  return (
    0.2126 * linear(channel(colour, 16)) + 0.7152 * linear(channel(colour, 8)) + 0.0722 * linear(channel(colour, 0))
  );
}

/** Contrast of two colours, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function mix(colour: Rgb, towards: 0 | 255, share: number): Rgb {
  const part = (shift: number): number =>
    Math.round(channel(colour, shift) + (towards - channel(colour, shift)) * share);
  return (part(16) << 16) | (part(8) << 8) | part(0);
}

/** The least mix with black or white for which `holds`; it must hold for the end of the way. */
function mixUntil(colour: Rgb, towards: 0 | 255, holds: (mixed: Rgb) => boolean): Rgb {
  for (let step = 0; step < 64; step++) {
    const mixed = mix(colour, towards, step / 64);
    if (holds(mixed)) return mixed;
  }
  return mix(colour, towards, 1);
}

/** A colour of the 256 beyond the sixteen (xterm's cube and greys), or one given by its parts. */
function rgbOf(colour: SgrColour): Rgb {
  if (colour >= RGB) return colour & 0xffffff;
  if (colour >= 232) return (8 + (colour - 232) * 10) * 0x010101;
  const level = (n: number): number => (n === 0 ? 0 : 55 + n * 40);
  const n = colour - 16;
  return (level(Math.floor(n / 36)) << 16) | (level(Math.floor(n / 6) % 6) << 8) | level(n % 6);
}

/** The colour of text: as asked for, made lighter or darker until it can be read in the theme, also when selected. */
export function textColour(colour: SgrColour, theme: Theme): Rgb {
  const chosen = SIXTEEN[theme][colour];
  if (chosen !== undefined) return chosen;
  const ground = GROUND[theme];
  return mixUntil(rgbOf(colour), theme === 'dark' ? 255 : 0, (mixed) => contrast(mixed, ground) >= CONTRAST);
}

/** The colour behind text: as asked for, kept so dark (or light) that every text colour can be read on it. */
export function groundColour(colour: SgrColour, theme: Theme): Rgb {
  const asked = SIXTEEN[theme][colour] ?? rgbOf(colour);
  const limit = luminance(GROUND[theme]);
  return theme === 'dark'
    ? mixUntil(asked, 0, (mixed) => luminance(mixed) <= limit)
    : mixUntil(asked, 255, (mixed) => luminance(mixed) >= limit);
}

/** A colour near this one out of few enough that each can have a rule of its own: 32 steps of each part. */
export function coarse(colour: SgrColour): SgrColour {
  return colour >= RGB ? RGB | (colour & 0xf8f8f8) : colour;
}

/** The nearest colour of the cube of 216, for a page that has met too many. */
export function nearestOfCube(colour: SgrColour): SgrColour {
  if (colour < RGB) return colour;
  const step = (shift: number): number => Math.round((channel(colour, shift) / 255) * 5);
  return 16 + step(16) * 36 + step(8) * 6 + step(0);
}

/** `#rrggbb`. */
export function cssColour(colour: Rgb): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}
