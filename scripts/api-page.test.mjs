import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { apiEntries, apiPage } from './lib/api-page.mjs';
import { ROOT } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';

beforeAll(() => prepare(['agent']), 120_000);

test('docs/api.md says what the declaration files say; node scripts/api-page.mjs writes it anew', () => {
  expect(readFileSync(join(ROOT, 'docs/api.md'), 'utf8')).toBe(apiPage());
});

test('every name that the agent exports has a doc comment, and so has every public member of its classes', async () => {
  const entries = apiEntries();
  const names = new Set(entries.map(({ name }) => name));
  const run = await import(join(ROOT, 'agent/dist/index.js'));
  expect(Object.keys(run).filter((name) => !names.has(name))).toEqual([]);
  expect(entries.filter(({ doc }) => doc === '').map(({ name }) => name)).toEqual([]);
  expect(entries.flatMap(({ name, code }) => undocumented(code).map((member) => `${name}: ${member}`))).toEqual([]);
});

/**
 * Methods and accessors of a class without a comment before them.
 * @param {string} code
 */
function undocumented(code) {
  if (!code.startsWith('class')) return [];
  const lines = code.split('\n');
  return lines.filter(
    (line, at) =>
      /^ {2}(get |static )?[\w[][\w.\]]*\(/.test(line) &&
      lines[at - 1]?.endsWith('*/') !== true &&
      !line.startsWith('  constructor('),
  );
}
