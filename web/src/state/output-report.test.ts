import { expect, test } from 'vitest';
import { OutputReport, type ReportedRows } from './output-report.ts';

const utf8 = new TextEncoder();

/** Rows as `1:text` for stdout, `2:text` for stderr, `0:text` for stdin. */
function rowsOf(...lines: string[]): ReportedRows {
  const streamOf = (line: string): number => Number(line[0]);
  const info = (stream: number) => ({
    bytes: 0,
    lines: lines.filter((line) => streamOf(line) === stream).length,
    ended: false,
  });
  return {
    counts: { total: lines.length, firstRow: 1, streams: { stdin: info(0), stdout: info(1), stderr: info(2) } },
    row: (number) => {
      const line = lines[number - 1];
      return line === undefined ? undefined : { stream: streamOf(line), bytes: utf8.encode(line.slice(2)) };
    },
  } as ReportedRows;
}

test('a summary counts the new lines of each stream and gives the last one', () => {
  const report = new OutputReport(null);
  expect(report.next('summary', rowsOf('1:a', '1:b', '2:bad'))).toBe(
    'stdout: 2 new lines, last: b stderr: 1 new line, last: bad',
  );
  expect(report.next('summary', rowsOf('1:a', '1:b', '2:bad'))).toBeNull();
});

test('every line is said, without what was typed', () => {
  expect(new OutputReport(null).next('lines', rowsOf('1:a', '0:typed', '2:b'))).toBe('stdout: a stderr: b');
});

test('too many lines at once become a summary that says so', () => {
  const many = Array.from({ length: 40 }, (_, index) => `1:${index}`);
  expect(new OutputReport(null).next('lines', rowsOf(...many))).toMatch(/^Too many .* stdout: 40 new lines, last: 39$/);
});

test('what was there before, and what came while it was off, is passed over', () => {
  const report = new OutputReport(rowsOf('1:old').counts);
  expect(report.next('off', rowsOf('1:old', '1:unheard'))).toBeNull();
  expect(report.next('lines', rowsOf('1:old', '1:unheard', '1:new'))).toBe('stdout: new');
});

test('controls are not spoken', () => {
  expect(new OutputReport(null).next('lines', rowsOf('1:a\tb\u0007'))).toBe('stdout: a b');
});
