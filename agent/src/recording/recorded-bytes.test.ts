import { expect, it } from 'vitest';
import { withLimits } from './limits.ts';
import { MemoryBudget } from './memory-budget.ts';
import { Record } from './record.ts';
import { recordedBytes } from './recorded-bytes.ts';
import { Recorder } from './recorder.ts';

const RUN = '01ARYZ6S41TSV4RRFFQ69G5FAV';
const ascii = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

function recording(limits = withLimits()) {
  const record = new Record(limits.memoryPerRun, new MemoryBudget(limits.memoryTotal));
  const recorder = new Recorder(RUN, record, limits);
  recorder.spawned(1);
  const read = (stream: 0 | 1 | 2, offset: number, count: number) => {
    recorder.flush();
    const { offset: at, pieces } = recordedBytes(record, stream, offset, count);
    return { at, text: Buffer.concat(pieces).toString('latin1') };
  };
  return { record, recorder, read };
}

it('gives exactly the bytes of one stream, over entries and frames', () => {
  const { recorder, read } = recording(withLimits({ frameSealBytes: 16 }));
  let out = '';
  for (let i = 0; i < 200; i++) {
    recorder.data(1, ascii(`line ${i}\xff\n`));
    recorder.data(2, ascii('noise\n'));
    out += `line ${i}\xff\n`;
  }
  for (const [from, count] of [
    [0, 5],
    [3, 1],
    [7, 400],
    [out.length - 2, 100],
    [0, 1e6],
  ] as const) {
    expect(read(1, from, count)).toEqual({ at: from, text: out.slice(from, from + count) });
  }
  expect(read(2, 6, 6).text).toBe('noise\n');
});

it('gives nothing of what has not come, and nothing of a stream that is silent', () => {
  const { recorder, read } = recording();
  recorder.data(1, ascii('abc'));
  expect(read(1, 3, 10)).toEqual({ at: 3, text: '' });
  expect(read(1, 0, 0)).toEqual({ at: 0, text: '' });
  expect(read(2, 0, 10)).toEqual({ at: 0, text: '' });
});

it('begins with the first byte that is still held', () => {
  const { recorder, read, record } = recording(withLimits({ memoryPerRun: 64 * 1024, frameSealBytes: 4096 }));
  const chunk = ascii('0123456789abcdef'.repeat(256));
  for (let i = 0; i < 100; i++) recorder.data(1, chunk);
  const { at, text } = read(1, 0, 100 * 4096);
  expect(at).toBe(record.frame(0)?.start.streams[1].bytes);
  expect(at).toBeGreaterThan(0);
  expect(text.length).toBe(100 * 4096 - at);
  expect(text.startsWith('0123')).toBe(true);
});
