import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownChildren, processFds } from '../../test/fd-table.ts';
import { makeGate, outlivedBy } from '../../test/gate.ts';
import { spawnRequest } from '../../test/request.ts';
import { shell, start, TERMINAL, text } from '../../test/terminal-child.ts';
import { until } from '../../test/until.ts';
import type { PipeTransport } from './pipe-transport.ts';
import { spawnOverPipes } from './spawn-over-pipes.ts';

let before: string[] = [];
beforeEach(() => {
  before = processFds();
});
afterEach(async () => {
  await until('all descriptors closed', () => processFds().length <= before.length);
  expect(processFds()).toEqual(before);
  expect(ownChildren()).toEqual([]);
});

test.each([
  ['one after the other', 1, 60],
  ['six at a time', 6, 120],
])('20,480 bytes of a child that ends at once all arrive, %s', async (_, width, runs) => {
  const argument = 'x'.repeat(20_480);
  const lengths: number[] = [];
  const next = async (): Promise<void> => {
    while (lengths.length < runs) {
      const at = lengths.push(0) - 1;
      const child = await start(['/bin/echo', argument]);
      lengths[at] = (await child.communicate())[0]?.length ?? 0;
    }
  };
  await Promise.all(Array.from({ length: width }, next));
  expect(lengths.filter((length) => length !== 20_482)).toEqual([]);
});

test.each([3_000, 60_000, 10_000_000])('a reader paused across the exit loses none of %i bytes', async (bytes) => {
  const request = spawnRequest(['bash', '-c', `stty -opost; head -c ${bytes} /dev/zero`], TERMINAL);
  const child = await spawnOverPipes(request);
  let arrived = 0;
  const ended = new Promise<void>((resolve, reject) => {
    child.stdout?.start({ data: (chunk) => (arrived += chunk.length), eof: resolve, error: reject });
  });
  child.stdout?.pause();
  const exited = new Promise<void>((resolve) => child.start({ exited: () => resolve() }));
  if (bytes <= 3_000) await exited;
  else await drainSlowly(child, () => arrived, bytes);
  await exited;
  expect(arrived).toBeLessThan(bytes);
  child.stdout?.resume();
  await ended;
  expect(arrived).toBe(bytes);
});

test('a grandchild that outlives its leader and ignores the hangup is heard to its end', async () => {
  const gate = makeGate();
  const child = await shell(outlivedBy(gate));
  expect(await child.wait()).toBe(0);
  await gate.open();
  expect(text(await child.stdout?.read())).toBe('early\r\nlate\r\n');
});

test('a program that closes the terminal and opens it again is still heard', async () => {
  const child = await shell('exec <&- >&- 2>&-; sleep 0.2; exec >/dev/tty; echo again');
  expect(text((await child.communicate())[0])).toBe('again\r\n');
});

test('the end of the terminal closes stdin, and close() what is left of a terminal others hold', async () => {
  const child = await shell('echo done');
  await child.wait();
  await child.stdout?.read();
  await child.stdin?.waitClosed();
  const left = await shell("(trap '' HUP; exec sleep 1) & sleep 0.1");
  expect(await left.wait()).toBe(0);
  left.close();
  expect(await left.stdout?.read()).toHaveLength(0);
});

test('an idle terminal after the exit costs no turns of the event loop', async () => {
  const request = spawnRequest(['sh', '-c', 'echo unread'], TERMINAL);
  const child = await spawnOverPipes(request);
  child.stdin?.start({ accepted: () => undefined, closed: () => undefined });
  await until('reaped', () => child.returncode !== null);
  const turns = () => performance.nodeTiming.uvMetricsInfo.loopCount;
  const begin = turns();
  await new Promise((resolve) => setTimeout(resolve, 300));
  // A watch that calls again and again makes thousands of them.
  expect(turns() - begin).toBeLessThan(100);
  expect(child.unread(1)).toBe('unread\r\n'.length);
  child.close();
});

/** Lets a blocked child write on, in short turns, until it has exited or what is missing fits the kernel. */
async function drainSlowly(child: PipeTransport, arrived: () => number, total: number): Promise<void> {
  while (child.returncode === null && total - arrived() > 4_000) {
    child.stdout?.resume();
    await new Promise((resolve) => setImmediate(resolve));
    child.stdout?.pause();
  }
}
