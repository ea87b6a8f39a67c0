import { expect, test } from 'vitest';
import { coarse, contrast, GROUND, groundColour, nearestOfCube, textColour } from './ansi-colour.ts';
import { RGB } from './sgr.ts';

const SURFACES = { dark: [0x151b22, 0x1d2530, 0x000000, GROUND.dark], light: [0xffffff, 0xeef1f4, GROUND.light] };
const colours = [
  ...Array.from({ length: 256 }, (_, n) => n),
  ...[0x000000, 0xffffff, 0x0000ff, 0x00ff00, 0xffff00, 0x010101, 0x808080, 0x7f0000].map((rgb) => RGB | rgb),
];

test.each(['dark', 'light'] as const)('every colour can be read on every ground: %s', (theme) => {
  for (const colour of colours) {
    for (const ground of SURFACES[theme]) {
      expect(contrast(textColour(colour, theme), ground)).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test.each(['dark', 'light'] as const)('every colour can be read on every other: %s', (theme) => {
  const texts = colours.map((colour) => textColour(colour, theme));
  for (const ground of colours) {
    const behind = groundColour(ground, theme);
    const least = Math.min(...texts.map((text) => contrast(text, behind)));
    expect(least).toBeGreaterThanOrEqual(4.5);
  }
});

test('a colour that can be read stays as it is', () => {
  expect(textColour(RGB | 0xffcc88, 'dark')).toBe(0xffcc88);
  expect(textColour(RGB | 0x003300, 'light')).toBe(0x003300);
});

test('many colours become few', () => {
  expect(coarse(RGB | 0xffffff)).toBe(RGB | 0xf8f8f8);
  expect(coarse(12)).toBe(12);
  expect(nearestOfCube(RGB | 0xff0000)).toBe(196);
  expect(nearestOfCube(200)).toBe(200);
});
