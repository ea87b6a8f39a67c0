import { setTimeout as delay } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { Entry, RecordFrame } from '@pipescope/protocol';
import { decodeFrame, decodePayload, EntryKind } from '@pipescope/protocol';
import { describe, expect, it } from 'vitest';
import { withLimits } from './limits.ts';
import { MemoryBudget } from './memory-budget.ts';
import { Record } from './record.ts';
import { Recorder } from './recorder.ts';

const RUN = '01ARYZ6S41TSV4RRFFQ69G5FAV';

function recording(changes = {}, budget?: MemoryBudget) {
  const limits = withLimits(changes);
  const record = new Record(limits.memoryPerRun, budget ?? new MemoryBudget(limits.memoryTotal));
  const recorder = new Recorder(RUN, record, limits);
  recorder.spawned(42);
  return { record, recorder };
}

const framesOf = (record: Record) =>
  Array.from(
    { length: record.frameCount },
    (_, i) => decodeFrame(record.frame(i)?.bytes ?? new Uint8Array()) as RecordFrame,
  );
const entriesOf = (record: Record): Entry[] => framesOf(record).flatMap((frame) => frame.entries);
const grown = (record: Record) => new Promise<void>((resolve) => record.onGrow(resolve));

describe('Recorder', () => {
  it('numbers entries without holes and keeps order, offsets and bytes', () => {
    const { record, recorder } = recording();
    for (let i = 0; i < 5_000; i++) recorder.data(i % 3 === 0 ? 2 : 1, Buffer.from(`entry ${i}\n`));
    recorder.eof(1);
    recorder.flush();
    const entries = entriesOf(record);
    expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, i) => i));
    expect(entries[0]?.kind).toBe(EntryKind.spawn);
    const out = entries.filter((entry) => entry.kind === EntryKind.data && entry.stream === 1);
    let offset = 0;
    for (const entry of out) {
      expect(entry.offset).toBe(offset);
      offset += entry.payload.length;
    }
    const all = Buffer.concat(out.map((entry) => entry.payload));
    const eof = entries.at(-1) as Entry;
    expect(decodePayload(EntryKind.eof, eof)).toEqual({ bytes: all.length, crc32: crc32(all) });
    expect(eof.offset).toBe(all.length);
    expect(entries.every((entry, i) => entry.time >= (entries[i - 1]?.time ?? 0))).toBe(true);
  });

  it('seals a first entry at the end of this turn of the event loop', async () => {
    const { record, recorder } = recording();
    recorder.flush();
    recorder.data(1, Buffer.from('x'));
    expect(record.endSeq).toBe(1);
    await new Promise(setImmediate);
    expect(record.endSeq).toBe(2);
  });

  it('batches a flood into frames of 128 to 256 KiB and lets none wait more than a few milliseconds', async () => {
    const { record, recorder } = recording();
    for (let i = 0; i < 1_000; i++) recorder.data(1, Buffer.alloc(1_000));
    const sizes = framesOf(record).map((_, i) => record.frame(i)?.bytes.length ?? 0);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(128 * 1_024);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256 * 1_024);
    // Timers of one event loop go off in their order, however late.
    expect(await Promise.race([grown(record).then(() => 'grown'), delay(20, 'late')])).toBe('grown');
    expect(record.endSeq).toBe(1_001);
  });

  it('copies: the chunk may change afterwards', () => {
    const { record, recorder } = recording();
    const chunk = Buffer.from('before');
    recorder.data(1, chunk);
    chunk.fill(0);
    recorder.flush();
    expect(Buffer.from(entriesOf(record).at(-1)?.payload ?? []).toString()).toBe('before');
  });

  it('splits a write larger than a frame into several entries', () => {
    const { record, recorder } = recording({ frameBytes: 300_000 });
    recorder.data(0, Buffer.alloc(1_000_000, 120));
    recorder.flush();
    const data = entriesOf(record).filter((entry) => entry.kind === EntryKind.data);
    expect(data.map((entry) => entry.offset)).toEqual([0, 300_000, 600_000, 900_000]);
    expect(recorder.count(0)).toEqual({ bytes: 1_000_000, lines: 1, ended: false });
  });
});

describe('Record', () => {
  it('holds no more than its bound; a reader that stands before it learns what is missing', () => {
    const { record, recorder } = recording({ memoryPerRun: 1_000_000 });
    for (let i = 0; i < 100; i++) {
      recorder.data(1, Buffer.alloc(50_000));
      recorder.data(2, Buffer.alloc(10_000));
    }
    recorder.flush();
    expect(record.held).toBeLessThanOrEqual(1_000_000);
    const first = entriesOf(record);
    const offset = (stream: number) => first.find((entry) => entry.stream === stream)?.offset ?? 0;
    expect(record.gapAt(0)).toEqual({
      fromSeq: 0,
      toSeq: record.firstSeq,
      reason: 'memory',
      bytes: { stdin: 0, stdout: offset(1), stderr: offset(2) },
    });
    expect(record.gapAt(record.firstSeq)).toBeNull();
  });

  it('all together hold no more than the total; the largest gives way', () => {
    const budget = new MemoryBudget(2_000_000);
    const small = recording({}, budget);
    const large = recording({}, budget);
    small.recorder.data(1, Buffer.alloc(100_000));
    small.recorder.flush();
    for (let i = 0; i < 100; i++) large.recorder.data(1, Buffer.alloc(100_000));
    large.recorder.flush();
    expect(budget.used).toBeLessThanOrEqual(2_000_000);
    expect(budget.used).toBe(small.record.held + large.record.held);
    expect(small.record.firstSeq).toBe(0);
    expect(large.record.firstSeq).toBeGreaterThan(70);
    large.record.clear();
    expect(budget.used).toBe(small.record.held);
  });

  it('keeps what a consumer has not been sent, above its bound too', () => {
    const { record, recorder } = recording({ memoryPerRun: 300_000 });
    record.keepFrom(0);
    for (let i = 0; i < 10; i++) recorder.data(1, Buffer.alloc(100_000));
    recorder.flush();
    expect(record.firstSeq).toBe(0);
    record.keepFrom(Number.POSITIVE_INFINITY);
    recorder.data(1, Buffer.from('x'));
    recorder.flush();
    expect(record.held).toBeLessThanOrEqual(300_000);
  });

  it('holds many small writes in little more than they take in a frame', () => {
    const { record, recorder } = recording();
    for (let i = 0; i < 16_000; i++) {
      recorder.data(1, Buffer.from(i % 10 === 9 ? '\n' : 'x'));
      recorder.flush();
    }
    expect(record.firstSeq).toBe(0);
    expect(record.held).toBeLessThan(16_000 * 40);
    expect(record.frameCount).toBeGreaterThan(16);
    const entries = entriesOf(record);
    expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 16_001 }, (_, i) => i));
    for (let i = 0; i < record.frameCount; i++) {
      const frame = record.frame(i);
      const start = frame?.start.streams[1].bytes ?? -1;
      expect(frame?.firstNewline).toEqual([-1, start + 9 - (start % 10), -1]);
    }
  });

  it('never changes a frame that was lent, and cuts no frame larger than it may be', () => {
    const { record, recorder } = recording({ memoryPerRun: 64 * 1_024 });
    recorder.flush();
    const lent = record.lend(0);
    const bytes = Buffer.from(lent?.bytes ?? []);
    for (let i = 0; i < 500; i++) {
      recorder.data(1, Buffer.from('x'));
      recorder.flush();
    }
    expect(Buffer.compare(lent?.bytes ?? Buffer.of(), bytes)).toBe(0);
    expect(record.frame(1)?.seq).toBe(1);
    const sizes = Array.from({ length: record.frameCount }, (_, i) => record.frame(i)?.bytes.length ?? 0);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4 * 1_024);
  });

  it('counts what it knows of frames that have left, and lets that go last', () => {
    const budget = new MemoryBudget(200_000);
    const small = Array.from({ length: 8 }, () => recording({}, budget));
    for (const { recorder } of small) {
      for (let i = 0; i < 400; i++) {
        recorder.data(1, Buffer.alloc(16_384));
        recorder.flush();
      }
    }
    const records = small.map(({ record }) => record);
    const held = () => records.reduce((sum, record) => sum + record.held, 0);
    expect(budget.used).toBe(held());
    expect(budget.used).toBeLessThanOrEqual(200_000);
    for (const record of records) while (record.frameCount > 0) record.dropOldest();
    expect(held()).toBeGreaterThan(0);
    expect(budget.used).toBe(held());
    for (const record of records) while (record.dropOldest());
    expect(held()).toBe(0);
    expect(budget.used).toBe(0);
    expect(records[0]?.gapAt(1)?.bytes.stdout).toBe(400 * 16_384);
  });
});
