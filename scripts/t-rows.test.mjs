// CPython's own tests of asyncio subprocesses have numbers here (T1 to T132). Each that can be ported must be a test
// whose title begins with its number, and must run.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './lib/paths.mjs';

/** Where ports may stand. */
const FOLDERS = ['protocol/src/process/cpython', 'agent/src/process/cpython', 'agent/test/process-suite'];

/** A test, however it is called, whose title begins with a number: its modifiers, and the number. */
const TITLE = /\b(?:it|test)((?:\.\w+)*)\(\s*['"`]T(\d+) /g;

/** @typedef {{ number: number, name: string, verdict: 'APPLIES' | 'ADAPT' | 'N/A' }} Row */

/** @type {Row[]} */
const ROWS = JSON.parse(readFileSync(new URL('./t-rows.json', import.meta.url), 'utf8'));
const PORTED = ROWS.filter(({ verdict }) => verdict !== 'N/A');

/** Every numbered test: where it is, its number, and what its call is modified by (`.skip`). */
function numberedTests() {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => {
        const source = readFileSync(join(ROOT, folder, name), 'utf8');
        return [...source.matchAll(TITLE)].map(([, modifier, number]) => ({
          file: `${folder}/${name}`,
          number: Number(number),
          modifier,
        }));
      }),
  );
}

test('the list is whole: 132 numbers, of which 110 can be ported', () => {
  expect(ROWS.map(({ number }) => number)).toEqual(Array.from({ length: 132 }, (_, index) => index + 1));
  expect(PORTED).toHaveLength(110);
});

test('every test of CPython that can be ported has its test here', () => {
  const found = new Set(numberedTests().map(({ number }) => number));
  const missing = PORTED.filter(({ number }) => !found.has(number)).map(({ number, name }) => `T${number} ${name}`);
  console.log(`${PORTED.length - missing.length} of ${PORTED.length} tests of CPython are ported.`);
  expect(missing).toEqual([]);
});

test('none of them is skipped, expected to fail or run only under a condition, and none stands for two', () => {
  const tests = numberedTests();
  expect(tests.filter(({ modifier }) => modifier !== '')).toEqual([]);
  expect(tests.length).toBe(new Set(tests.map(({ number }) => number)).size);
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(ROOT, folder))) {
      expect(readFileSync(join(ROOT, folder, name), 'utf8')).not.toMatch(/\bdescribe\.(?:skip|todo|runIf|skipIf)/);
    }
  }
});

test('none of them has the number of a test that cannot be ported', () => {
  const ported = new Set(PORTED.map(({ number }) => number));
  expect(numberedTests().filter(({ number }) => !ported.has(number))).toEqual([]);
});
