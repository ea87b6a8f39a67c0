import { expect, test } from 'vitest';
import { applySgr, PLAIN, RGB, type SgrStyle } from './sgr.ts';

const after = (...sequences: string[]): SgrStyle => sequences.reduce(applySgr, PLAIN);

test('the sixteen colours, both grounds', () => {
  expect(after('31')).toEqual({ ...PLAIN, fg: 1 });
  expect(after('97;44')).toEqual({ ...PLAIN, fg: 15, bg: 4 });
  expect(after('107')).toEqual({ ...PLAIN, bg: 15 });
  expect(after('31', '39')).toBe(PLAIN);
});

test('256 and true colours, with semicolons and with colons', () => {
  expect(after('38;5;208').fg).toBe(208);
  expect(after('48;2;1;2;3').bg).toBe(RGB | 0x010203);
  expect(after('38:5:9').fg).toBe(9);
  expect(after('38:2::255:0:16').fg).toBe(RGB | 0xff0010);
  expect(after('38:2:255:0:16').fg).toBe(RGB | 0xff0010);
  expect(after('1;38;5;7;4')).toEqual({ ...PLAIN, bold: true, fg: 7, underline: true });
});

test('styles are switched on and off', () => {
  expect(after('1;2;3;4;7;9')).toEqual({
    fg: null,
    bg: null,
    bold: true,
    dim: true,
    italic: true,
    underline: true,
    inverse: true,
    strike: true,
  });
  expect(after('1;2;3;4;7;9', '22;23;24;27;29')).toBe(PLAIN);
  expect(after('4:3').underline).toBe(true);
  expect(after('4:3', '4:0').underline).toBe(false);
});

test('an empty parameter is 0, and equal styles are one object', () => {
  expect(after('31', '')).toBe(PLAIN);
  expect(after('31;')).toBe(PLAIN);
  expect(after('1;31')).toBe(after('31', '1'));
});

test('nonsense changes nothing', () => {
  expect(after('38;5;999')).toBe(PLAIN);
  expect(after('38;2;1;2')).toBe(PLAIN);
  expect(after('38;9;1;31')).toBe(PLAIN);
  expect(after('38:2')).toBe(PLAIN);
  expect(after('99999999999999999999')).toBe(PLAIN);
  expect(after('::::;;;:')).toBe(PLAIN);
  expect(after('1;'.repeat(100_000))).toEqual({ ...PLAIN, bold: true });
});
