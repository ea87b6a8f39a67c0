// Ports of Lib/test/test_asyncio/test_streams.py: what a writer does without a real pipe.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { MemoryWriteEnd } from '../memory-transport.ts';
import { StreamWriter } from '../stream-writer.ts';
import { WriteTransport } from '../write-transport.ts';

it('T93 releases ten drains when the transport takes data again', async () => {
  const end = new MemoryWriteEnd(0);
  const writer = new StreamWriter(new WriteTransport(end));
  writer.transport.setWriteBufferLimits({ high: 0 });
  writer.write(new Uint8Array(1));
  let drained = 0;
  const drains = Array.from({ length: 10 }, () => writer.drain().then(() => (drained += 1)));
  await new Promise(setImmediate);
  expect(drained).toBe(0);
  end.drainPipe(1);
  await Promise.all(drains);
  expect(drained).toBe(10);
});

it('T109 warns once of a writer that was forgotten open, and closes its pipe', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const warnings: string[] = [];
  const ends = [new MemoryWriteEnd(1), new MemoryWriteEnd(1)] as const;
  const forget = (end: MemoryWriteEnd, close: boolean): void => {
    const writer = new StreamWriter(new WriteTransport(end), (message) => warnings.push(message));
    if (close) writer.close();
  };
  forget(ends[0], false);
  forget(ends[1], true);
  for (let tries = 0; warnings.length === 0 && tries < 50; tries += 1) {
    await new Promise(setImmediate);
    collectGarbage();
  }
  await new Promise(setImmediate);
  expect(warnings).toEqual(['unclosed <StreamWriter open bufsize=0>']);
  expect(ends.map((end) => end.closed)).toEqual([true, true]);
});
