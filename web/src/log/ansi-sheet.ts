import { coarse, cssColour, groundColour, nearestOfCube, textColour } from './ansi-colour.ts';
import { PLAIN, type SgrColour, type SgrStyle } from './sgr.ts';

/** Rules made for colours beyond the 256; after that the nearest of the 256 does. */
const MOST_RULES = 2_048;

/** The rules of the colours that were met, for the `adoptedStyleSheets` of what shows output. */
export const ansiSheet = new CSSStyleSheet();
ansiSheet.replaceSync(`
  .ab { font-weight: 600; }
  .ad { color: var(--muted); }
  .ai { font-style: italic; }
  .au { text-decoration: underline; text-underline-offset: 2px; }
  .as { text-decoration: line-through; }
  .au.as { text-decoration: underline line-through; }
  .av { background-color: var(--text); color: var(--surface); }
`);

const made = new Set<string>();
const names = new WeakMap<SgrStyle, string>();

/** What a colour is used for: text or ground, as asked for or the other way round (inverse). */
type Use = 'f' | 'g' | 'F' | 'G';

function ruleName(use: Use, asked: SgrColour): string {
  let colour = coarse(asked);
  if (made.size >= MOST_RULES) colour = nearestOfCube(colour);
  const name = `a${use === 'F' ? 'x' : use === 'G' ? 'y' : use}${colour.toString(16)}`;
  if (made.has(name)) return name;
  made.add(name);
  const paint = use === 'f' || use === 'F' ? textColour : groundColour;
  const property = use === 'f' || use === 'G' ? 'color' : 'background-color';
  const [light, dark] = [cssColour(paint(colour, 'light')), cssColour(paint(colour, 'dark'))];
  ansiSheet.insertRule(`.${name} { ${property}: light-dark(${light}, ${dark}); }`, ansiSheet.cssRules.length);
  return name;
}

/** The classes of a style; makes the rules of colours that are new. */
export function styleClasses(style: SgrStyle): string {
  if (style === PLAIN) return '';
  const known = names.get(style);
  if (known !== undefined) return known;
  const { fg, bg, inverse } = style;
  const classes: string[] = [];
  if (style.bold) classes.push('ab');
  if (style.italic) classes.push('ai');
  if (style.underline) classes.push('au');
  if (style.strike) classes.push('as');
  if (style.dim && fg === null && !inverse) classes.push('ad');
  if (inverse) {
    classes.push('av');
    if (fg !== null) classes.push(ruleName('F', fg));
    if (bg !== null) classes.push(ruleName('G', bg));
  } else {
    if (fg !== null) classes.push(ruleName('f', fg));
    if (bg !== null) classes.push(ruleName('g', bg));
  }
  const name = classes.join(' ');
  names.set(style, name);
  return name;
}
