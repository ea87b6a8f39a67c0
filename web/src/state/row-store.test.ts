import { expect, test } from 'vitest';
import type { Row, RowsFrame } from './protocol.ts';
import { RowCache } from './row-cache.ts';
import { type RowSource, RowStore } from './row-store.ts';
import { RowStores } from './row-stores.ts';

const row = (number: number, text = `line ${number}`, more: Partial<Row> = {}): Row => ({
  number,
  stream: 1,
  line: number,
  offset: 0,
  time: number,
  bytes: new TextEncoder().encode(text),
  length: new TextEncoder().encode(text).length + 1,
  unterminated: false,
  cut: false,
  ...more,
});

const frame = (total: number, rows: Row[], firstRow = 1): RowsFrame => ({
  kind: 2,
  run: 'R',
  tag: 1,
  counts: {
    rows: total,
    firstRow,
    from: rows[0]?.number ?? 1,
    streams: { stdin: null, stdout: { bytes: 0, lines: total, ended: false }, stderr: null },
  },
  rows,
});

/** An agent with `total` rows that can be told to push. */
function agent(total: number) {
  const asked: [number, number][] = [];
  let push: (frame: RowsFrame) => void | Promise<void> = () => undefined;
  const source: RowSource = {
    watch(_run, _tail, listener) {
      push = listener;
      return { close: () => undefined };
    },
    rows(_run, from, count) {
      asked.push([from, count]);
      const rows = Array.from({ length: Math.max(0, Math.min(count, total - from + 1)) }, (_, i) => row(from + i));
      return Promise.resolve(frame(total, rows));
    },
    bytes(run, _stream, offset, count) {
      const pieces = [new Uint8Array([1, 2]), new Uint8Array([3])].slice(0, count);
      return Promise.resolve({ kind: 4, run, tag: 1, stream: 1, offset: offset + 1, pieces });
    },
  };
  return { source, asked, push: (next: RowsFrame) => push(next) };
}

/** Frames that are drawn when the test says so. */
function frames() {
  const waiting: (() => void)[] = [];
  return {
    next: (run: () => void) => waiting.push(run),
    async draw() {
      await Promise.resolve();
      for (const run of waiting.splice(0)) run();
      await Promise.resolve();
    },
  };
}

test('many pushes are one change per frame, and the last counts win', async () => {
  const { source, push } = agent(0);
  const screen = frames();
  const store = new RowStore(source, 'R', screen.next);
  let changes = 0;
  store.subscribe(() => changes++);
  for (let n = 1; n <= 50; n++) void push(frame(n, [row(n)]));
  expect(changes).toBe(0);
  await screen.draw();
  expect(changes).toBe(1);
  expect(store.counts.total).toBe(50);
  store.close();
});

test('a push is settled only when it was drawn', async () => {
  const { source, push } = agent(0);
  const screen = frames();
  const store = new RowStore(source, 'R', screen.next);
  let settled = false;
  void Promise.resolve(push(frame(1, [row(1)]))).then(() => (settled = true));
  await Promise.resolve();
  expect(settled).toBe(false);
  await screen.draw();
  expect(settled).toBe(true);
  store.close();
});

test('rows that come into view are asked for once', async () => {
  const { source, asked, push } = agent(10_000);
  const screen = frames();
  const store = new RowStore(source, 'R', screen.next);
  void push(frame(10_000, [row(10_000)]));
  await screen.draw();
  expect(store.look(500, 540)).toBe(true);
  expect(store.look(500, 540)).toBe(true);
  await screen.draw();
  await screen.draw();
  expect(store.look(500, 540)).toBe(false);
  expect(asked).toEqual([[400, 400]]);
  expect(store.row(520)?.line).toBe(520);
  store.close();
});

test('counts that were not pushed yet are asked for', async () => {
  const { source, asked, push } = agent(100);
  const screen = frames();
  const store = new RowStore(source, 'R', screen.next);
  void push(frame(7, [row(7)]));
  await store.recount();
  expect(store.counts.total).toBe(100);
  expect(asked).toEqual([[7, 1]]);
  store.close();
  await store.recount();
  expect(asked).toHaveLength(1);
});

test('a line that still grows is read again when the record has grown', async () => {
  const { source, asked, push } = agent(2);
  const screen = frames();
  const store = new RowStore(source, 'R', screen.next);
  void push(frame(2, [row(1, 'par', { unterminated: true }), row(2)]));
  await screen.draw();
  store.look(1, 2);
  expect(asked).toEqual([]);
  void push(frame(2, [row(2)]));
  await screen.draw();
  await screen.draw();
  expect(asked).toEqual([[1, 1]]);
  store.close();
});

test('the cache keeps the rows nearest to the view', () => {
  const cache = new RowCache({ rows: 1000, bytes: 1e9 });
  for (let n = 1; n <= 5000; n++) {
    cache.put([row(n)], 1);
    cache.trim(n);
  }
  expect(cache.rows).toBeLessThanOrEqual(1000);
  expect(cache.get(5000)?.row.number).toBe(5000);
  expect(cache.get(1)).toBeUndefined();
});

test('the cache holds no more than its rows of what they were read from, and a row that stays is the same object', () => {
  const cache = new RowCache();
  const read = new Uint8Array(100_000);
  const rows = Array.from({ length: 300 }, (_, at) => row(at + 1, '', { bytes: read.subarray(at * 10, at * 10 + 3) }));
  cache.put(rows, 1);
  const held = cache.get(300)?.row;
  expect(held?.bytes.buffer.byteLength).toBeLessThanOrEqual(256 * 3);
  cache.put(rows, 2);
  expect(cache.get(300)?.row).toBe(held);
  expect(cache.rows).toBe(300);
});

test('the cache is bounded in bytes too, and forgets their cost', () => {
  const cache = new RowCache({ rows: 1e6, bytes: 1_000_000 });
  for (let n = 1; n <= 2000; n++) {
    cache.put([row(n, 'x'.repeat(4096))], 1);
    cache.trim(n);
  }
  expect(cache.bytes).toBeLessThanOrEqual(1_000_000 + 256 * 4400);
  cache.put([row(2000, 'y')], 2);
  expect(cache.get(2000)?.row.bytes.byteLength).toBe(1);
});

test('bytes of a stream come as one, and say where they begin', async () => {
  const { source } = agent(10);
  const store = new RowStore(source, 'R', () => undefined);
  expect(await store.bytes(1, 7, 3)).toEqual({ offset: 8, bytes: Uint8Array.of(1, 2, 3) });
  expect((await store.fetch(3, 2)).map(({ number }) => number)).toEqual([3, 4]);
});

test('rows that were held stay readable when the agent is gone, and nobody is asked for others', async () => {
  const { source, asked, push } = agent(3);
  const screen = frames();
  const store = new RowStore(source, 'R', screen.next);
  void push(frame(3, [row(2), row(3)]));
  await screen.draw();
  store.freeze();
  expect(store.look(1, 3), 'nobody can be waited for').toBe(false);
  void push(frame(4, [row(4)]));
  await screen.draw();
  expect(asked).toEqual([]);
  expect(store.counts.total).toBe(3);
  expect((await store.fetch(1, 3)).map(({ number }) => number)).toEqual([2, 3]);
  await expect(store.bytes(1, 0, 1)).rejects.toThrow('The agent was restarted');
});

test('a store that is opened again goes on with what it held', async () => {
  const { source, push } = agent(2);
  const screen = frames();
  const store = new RowStore(source, 'R', screen.next);
  void push(frame(1, [row(1)]));
  await screen.draw();
  store.close();
  void push(frame(2, [row(2)]));
  expect(store.row(1)?.line).toBe(1);
  store.open();
  void push(frame(2, [row(2)]));
  await screen.draw();
  expect(store.counts.total).toBe(2);
  expect(store.row(2)?.line).toBe(2);
  store.close();
});

test('rows are not waited for once the agent has ended the watch, and again when it is opened anew', async () => {
  const { source, asked, push } = agent(1_000);
  const ends: ((error: Error) => void)[] = [];
  const ending: RowSource = {
    ...source,
    watch(run, tail, listener, ended) {
      if (ended !== undefined) ends.push(ended);
      return source.watch(run, tail, listener);
    },
  };
  const screen = frames();
  const store = new RowStore(ending, 'R', screen.next);
  void push(frame(1_000, [row(1_000)]));
  await screen.draw();
  let changes = 0;
  store.subscribe(() => changes++);
  ends[0]?.(new Error('The run was forgotten.'));
  expect(changes).toBe(1);
  expect(store.look(1, 20)).toBe(false);
  expect(asked).toEqual([]);
  expect(store.row(1_000)?.line).toBe(1_000);
  store.open();
  expect(ends).toHaveLength(2);
  expect(store.look(1, 20)).toBe(true);
  store.close();
});

test('of runs that were looked at before, the last ones keep their rows', async () => {
  const { source } = agent(2);
  const stores = new RowStores(() => undefined);
  const first = stores.of('first', source);
  const second = stores.of('second', source);
  expect(stores.of('first', source)).toBe(first);
  for (let n = 0; n < 31; n++) stores.of(`other ${n}`, source);
  expect(stores.of('first', source)).toBe(first);
  expect(stores.of('second', source)).not.toBe(second);
  stores.freeze();
  expect(first.isFrozen).toBe(true);
  expect(stores.of('never seen', null).loaded).toBe(true);
});
