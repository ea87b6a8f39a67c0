import type { RowsFrame } from '@pipescope/protocol';
import { decodeFrame } from '@pipescope/protocol';
import { describe, expect, it } from 'vitest';
import { withLimits } from './limits.ts';
import { MemoryBudget } from './memory-budget.ts';
import { Record } from './record.ts';
import { Recorder } from './recorder.ts';
import { rowsFrame } from './rows-reader.ts';

const RUN = '01ARYZ6S41TSV4RRFFQ69G5FAV';

function recording(limits = withLimits()) {
  const record = new Record(limits.memoryPerRun, new MemoryBudget(limits.memoryTotal));
  const recorder = new Recorder(RUN, record, limits);
  recorder.spawned(1);
  const rows = (from: number, count: number) => {
    recorder.flush();
    const streams = { stdin: recorder.count(0), stdout: recorder.count(1), stderr: recorder.count(2) };
    const request = { run: RUN, record, tag: 1, from, count, rows: recorder.rows, streams, limits };
    return decodeFrame(rowsFrame(request)) as RowsFrame;
  };
  return { record, recorder, rows };
}

/** Numbers that look random and are the same each time. */
function dice(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
}

interface Expected {
  number: number;
  stream: number;
  line: number;
  offset: number;
  text: string;
  length: number;
  unterminated: boolean;
  cut: boolean;
}

/** Rows the slow and obvious way: byte by byte. */
function oracle(chunks: readonly (readonly [0 | 1 | 2, string])[], rowBytes: number): Expected[] {
  const rows: Expected[] = [];
  const open: (Expected | null)[] = [null, null, null];
  const lines = [0, 0, 0];
  const offsets = [0, 0, 0];
  for (const [stream, text] of chunks) {
    for (const char of text) {
      let row = open[stream] as Expected | null;
      if (row === null) {
        lines[stream] = (lines[stream] as number) + 1;
        row = {
          number: rows.length + 1,
          stream,
          line: lines[stream] as number,
          offset: offsets[stream] as number,
          text: '',
          length: 0,
          unterminated: true,
          cut: false,
        };
        open[stream] = row;
        rows.push(row);
      }
      row.length++;
      if (char === '\n') {
        row.unterminated = false;
        open[stream] = null;
      } else if (row.text.length < rowBytes) row.text += char;
      else row.cut = true;
      offsets[stream] = (offsets[stream] as number) + 1;
    }
  }
  return rows;
}

function plain(frame: RowsFrame): Expected[] {
  return frame.rows.map(({ number, stream, line, offset, length, bytes, unterminated, cut }) => {
    return { number, stream, line, offset, text: Buffer.from(bytes).toString('latin1'), length, unterminated, cut };
  });
}

describe('rowsFrame', () => {
  it('gives the same rows as a byte-by-byte reading, for any chunks of three streams and any frames', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const roll = dice(seed);
      const rowBytes = seed % 3 === 0 ? 3 : 4_096;
      const { recorder, rows } = recording(withLimits({ rowBytes }));
      const chunks: [0 | 1 | 2, string][] = [];
      for (let i = 0; i < 120; i++) {
        const stream = roll(3) as 0 | 1 | 2;
        const length = roll(4) === 0 ? roll(400) : 1 + roll(6);
        const text = Array.from({ length }, () => (roll(seed % 2 ? 3 : 30) === 0 ? '\n' : 'abc'[roll(3)])).join('');
        chunks.push([stream, text]);
        recorder.data(stream, Buffer.from(text, 'latin1'));
        if (roll(5) === 0) recorder.flush();
      }
      const expected = oracle(chunks, rowBytes);
      const all = rows(1, 1_000);
      expect(all.counts.rows).toBe(expected.length);
      expect(plain(all)).toEqual(expected.slice(0, 1_000));
      for (let i = 0; i < 40; i++) {
        const from = 1 + roll(expected.length + 2);
        const count = roll(30);
        expect(plain(rows(from, count))).toEqual(expected.slice(from - 1, from - 1 + count));
      }
    }
  });

  it('cuts a long line after 4,096 bytes, keeps its length, and says so', () => {
    const { recorder, rows } = recording();
    for (let i = 0; i < 16; i++) recorder.data(1, Buffer.alloc(65_536, 97));
    recorder.data(1, Buffer.from('\nnext'));
    const [long, next] = rows(1, 2).rows;
    expect(long).toMatchObject({ length: 1_048_577, cut: true, unterminated: false });
    expect(long?.bytes.length).toBe(4_096);
    expect(next).toMatchObject({ offset: 1_048_577, length: 4, cut: false, unterminated: true });
  });

  it('a line of exactly 4,096 bytes is not cut, one byte more is', () => {
    const { recorder, rows } = recording();
    recorder.data(1, Buffer.from(`${'a'.repeat(4_096)}\n${'b'.repeat(4_097)}\n`));
    expect(rows(1, 2).rows.map((row) => [row.cut, row.bytes.length, row.length])).toEqual([
      [false, 4_096, 4_097],
      [true, 4_096, 4_098],
    ]);
  });

  it('gives fewer rows rather than a frame above its bound', () => {
    const { recorder, rows } = recording();
    recorder.data(1, Buffer.from(`${'a'.repeat(4_000)}\n`.repeat(900)));
    const some = rows(1, 1_000).rows;
    expect(some.length).toBeGreaterThan(250);
    expect(some.length).toBeLessThan(270);
    expect(rows(some.length + 1, 1).rows[0]?.offset).toBe(some.length * 4_001);
  });

  it('keeps numbers when the oldest have left, and says which row is the first', () => {
    const limits = withLimits({ memoryPerRun: 1_000_000 });
    const { record, recorder, rows } = recording(limits);
    const line = (n: number) => String(n).padStart(9, '0');
    for (let n = 1; n <= 500_000; n += 1_000) {
      recorder.data(1, Buffer.from(Array.from({ length: 1_000 }, (_, i) => `${line(n + i)}\n`).join('')));
    }
    const first = rows(1, 3);
    expect(record.held).toBeLessThanOrEqual(1_000_000);
    expect(first.counts).toMatchObject({ rows: 500_000, from: 1 });
    expect(first.counts.firstRow).toBeGreaterThan(400_000);
    expect(first.rows.map((row) => Buffer.from(row.bytes).toString())).toEqual(
      [0, 1, 2].map((i) => line(first.counts.firstRow + i)),
    );
    const roll = dice(7);
    for (let i = 0; i < 200; i++) {
      const number = first.counts.firstRow + roll(500_000 - first.counts.firstRow);
      const [row] = rows(number, 1).rows;
      expect(row).toMatchObject({ number, line: number, offset: (number - 1) * 10, length: 10 });
      expect(Buffer.from(row?.bytes ?? []).toString()).toBe(line(number));
    }
  });

  it('beyond the last row there are counts and no rows', () => {
    const { recorder, rows } = recording();
    expect(rows(1, 10)).toMatchObject({ counts: { rows: 0, firstRow: 1, from: 1 }, rows: [] });
    recorder.data(2, Buffer.from('x\n'));
    expect(rows(2, 10)).toMatchObject({ counts: { rows: 1, firstRow: 1, from: 2 }, rows: [] });
  });
});
