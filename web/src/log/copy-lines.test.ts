import { expect, test } from 'vitest';
import type { Row } from '../state/protocol.ts';
import { type RowSource, RowStore } from '../state/row-store.ts';
import { copyLines, markdownBlock } from './copy-lines.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const row = (number: number, text: string, more: Partial<Row> = {}): Row => ({
  number,
  stream: 1,
  line: number,
  offset: 0,
  time: number * 1_000_000,
  bytes: encode(text),
  length: text.length + 1,
  unterminated: false,
  cut: false,
  ...more,
});

function storeOf(rows: Row[]): RowStore {
  const source: RowSource = {
    watch: () => ({ close: () => undefined }),
    rows: (run, from, count) =>
      Promise.resolve({
        kind: 2,
        run,
        tag: 1,
        counts: { rows: rows.length, firstRow: 1, from, streams: { stdin: null, stdout: null, stderr: null } },
        rows: rows.filter(({ number }) => number >= from && number < from + count),
      }),
    bytes: (run, _stream, offset) =>
      Promise.resolve({ kind: 4, run, tag: 1, stream: 1, offset, pieces: [encode('whole '), encode('line\n')] }),
  };
  return new RowStore(source, 'R', () => undefined);
}

test('lines as text, with times, and as a Markdown block with the command', async () => {
  const rows = storeOf([row(1, 'one'), row(2, '\u001b[31mtwo\u001b[0m', { stream: 2 }), row(3, 'three')]);
  expect(await copyLines(rows, { from: 1, to: 2 }, 'text', 'x')).toEqual({ text: 'one\ntwo\n', lines: 2, cut: false });
  expect((await copyLines(rows, { from: 1, to: 2 }, 'times', 'x')).text).toBe('   +1.000 out one\n   +2.000 err two\n');
  expect((await copyLines(rows, { from: 3, to: 3 }, 'markdown', 'sh -c x')).text).toBe(
    '```console\n$ sh -c x\nthree\n```\n',
  );
});

test('a line that came cut is copied whole', async () => {
  const rows = storeOf([row(1, 'wh', { cut: true, length: 11 })]);
  expect((await copyLines(rows, { from: 1, to: 1 }, 'text', '')).text).toBe('whole line\n');
});

test('more lines than a clipboard takes are cut, and that is said', async () => {
  const rows = storeOf(Array.from({ length: 20_500 }, (_, i) => row(i + 1, String(i + 1))));
  const { lines, cut } = await copyLines(rows, { from: 1, to: 20_500 }, 'text', '');
  expect({ lines, cut }).toEqual({ lines: 20_000, cut: true });
});

test('backquotes in the output do not end the block', () => {
  expect(markdownBlock('x', 'a ```` b')).toBe('`````console\n$ x\na ```` b\n`````\n');
});
