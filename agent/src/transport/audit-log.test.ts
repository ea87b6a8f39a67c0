import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AuditLog } from './audit-log.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'pipescope-audit-'));
  path = join(directory, 'audit.jsonl');
});
afterEach(() => rmSync(directory, { recursive: true }));

test('an entry is one line of JSON in a private file', () => {
  const log = new AuditLog(path, 10_000);
  log.record('spawn', { argv: ['echo', 'hi'], pid: 7 });
  log.close();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ event: 'spawn', argv: ['echo', 'hi'], pid: 7 });
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('nothing in an entry can move a cursor, hide or break a line', () => {
  const log = new AuditLog(path, 10_000);
  const hostile = 'a\n\x1b[2J\x7f\u009b\u202e\u{1f600}"\\';
  log.record('refused', { host: hostile });
  log.close();
  const text = readFileSync(path, 'latin1');
  expect(text).toMatch(/^[\x20-\x7e]+\n$/);
  expect(JSON.parse(text)).toMatchObject({ host: hostile });
});

test('a long text is cut', () => {
  const log = new AuditLog(path, 100_000);
  log.record('refused', { host: 'x'.repeat(50_000) });
  log.close();
  expect(statSync(path).size).toBeLessThan(1_000);
});

test('a full log is put aside once, so that both files stay within the limit', () => {
  const log = new AuditLog(path, 1_000);
  for (let entry = 0; entry < 100; entry += 1) log.record('closed', { entry });
  log.close();
  expect(statSync(path).size).toBeLessThanOrEqual(1_000);
  expect(statSync(`${path}.1`).size).toBeLessThanOrEqual(1_000);
  expect(readFileSync(path, 'utf8')).toContain('"entry":99');
});

test('entries that could not be written are counted in the next that can, also when putting aside stopped halfway', () => {
  const log = new AuditLog(path, 300);
  for (let entry = 0; entry < 4; entry += 1) log.record('closed', { entry });
  renameSync(directory, `${directory}-away`);
  for (let entry = 4; entry < 10; entry += 1) log.record('closed', { entry });
  renameSync(`${directory}-away`, directory);
  renameSync(path, `${path}.1`);
  log.record('closed', { entry: 10 });
  log.close();
  const entries = readFileSync(path, 'utf8').trimEnd().split('\n');
  const [lost, last, ...rest] = entries.map(
    (line) => JSON.parse(line) as { event: string; count?: number; entry?: number },
  );
  expect(lost).toMatchObject({ event: 'entries-lost', count: 6 });
  expect(last).toMatchObject({ event: 'closed', entry: 10 });
  expect(rest).toEqual([]);
});

test('a closed log writes to no file that got its descriptor since', () => {
  const log = new AuditLog(path, 1_000);
  log.close();
  const other = new AuditLog(join(directory, 'other'), 1_000);
  log.record('late');
  other.close();
  expect(statSync(join(directory, 'other')).size).toBe(0);
});

test('a symbolic link in its place is refused', () => {
  writeFileSync(join(directory, 'victim'), '');
  symlinkSync('victim', path);
  expect(() => new AuditLog(path, 1_000)).toThrow('ELOOP');
});
