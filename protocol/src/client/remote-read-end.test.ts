import { expect, test } from 'vitest';
import { StreamReader } from '../process/stream-reader.ts';
import { RemoteReadEnd } from './remote-read-end.ts';
import { World } from './testing/world.ts';

const LIMIT = 100;

function setUp(): { world: World; end: RemoteReadEnd; reader: StreamReader; reports: [number, boolean][] } {
  const world = new World(() => undefined);
  const reports: [number, boolean][] = [];
  const end = new RemoteReadEnd(world.clock, LIMIT, (taken, want) => reports.push([taken, want]));
  const reader = new StreamReader(LIMIT, end);
  end.start({
    data: (chunk) => reader.feedData(chunk),
    eof: () => reader.feedEof(),
    error: (error) => reader.setException(error),
  });
  return { world, end, reader, reports };
}

test('many small reads make one report, within 5 ms', async () => {
  const { world, end, reader, reports } = setUp();
  end.arrive(new Uint8Array(40), 0);
  for (let i = 0; i < 4; i++) await reader.read(10);
  expect(reports).toEqual([]);
  await world.run(() => false, 5);
  expect(reports).toEqual([[40, false]]);
});

test('half the limit is reported in the same turn, with what is read until then', async () => {
  const { world, end, reader, reports } = setUp();
  end.arrive(new Uint8Array(80), 0);
  await reader.read(50);
  await reader.read(20);
  await world.run(() => false, 0);
  expect(reports).toEqual([[70, false]]);
});

test('a pause that the reader shares is answered only when the reader goes on', async () => {
  const { world, end, reader, reports } = setUp();
  end.arrive(new Uint8Array(2 * LIMIT + 1), 0);
  end.agentPaused(true);
  await world.run(() => false, 10);
  expect(reports).toEqual([]);
  await reader.read(LIMIT);
  await world.run(() => false, 10);
  expect(reports).toEqual([[LIMIT, false]]);
  await reader.read(1);
  await world.run(() => false, 0);
  expect(reports.at(-1)).toEqual([LIMIT + 1, true]);
});

test('a read that waits for more than the limit holds asks for more', async () => {
  const { end, reader, reports } = setUp();
  end.arrive(new Uint8Array(2 * LIMIT + 1), 0);
  end.agentPaused(true);
  const read = reader.readexactly(2 * LIMIT + 10);
  expect(reports).toEqual([[0, true]]);
  end.agentPaused(false);
  end.arrive(new Uint8Array(20), 0);
  expect((await read).length).toBe(2 * LIMIT + 10);
});

test('a pause that comes of late knowledge is lifted at once, one answer each', async () => {
  const { world, end, reader, reports } = setUp();
  end.arrive(new Uint8Array(LIMIT), 0);
  await reader.read(40);
  end.arrive(new Uint8Array(LIMIT + 1), 0);
  end.agentPaused(true);
  await world.run(() => false, 0);
  expect(reports).toEqual([[40, true]]);
  await reader.read(5);
  await world.run(() => false, 10);
  expect(reports.at(-1)).toEqual([45, false]);
});

test('a new connection is told everything again', async () => {
  const { world, end, reader, reports } = setUp();
  end.arrive(new Uint8Array(LIMIT), 0);
  await reader.read(60);
  await world.run(() => false, 0);
  end.resumeConnection();
  expect(reports).toEqual([
    [60, false],
    [60, false],
  ]);
});

test('what arrives before the start comes after it, in order', async () => {
  const world = new World(() => undefined);
  const end = new RemoteReadEnd(world.clock, LIMIT, () => undefined);
  end.arrive(Uint8Array.of(1), 0);
  const seen: (number | 'eof')[] = [];
  end.start({ data: (chunk) => seen.push(...chunk), eof: () => seen.push('eof'), error: () => undefined });
  end.arrive(Uint8Array.of(2), 0);
  end.end(null);
  expect(seen).toEqual([]);
  await world.run(() => false, 10);
  expect(seen).toEqual([1, 2, 'eof']);
});
