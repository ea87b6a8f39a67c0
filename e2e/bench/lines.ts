import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as local from '@pipescope/agent';
import { PIPE, type ProcessApi } from '@pipescope/protocol/process';
import type { AsyncioPeer, LinesResult } from './asyncio-peer.ts';
import { alternate, type Figure, figure, type Goal, mustEqual } from './figure.ts';

/** Lines of `seq 1 N`, 6.9 bytes each on average. */
const SHORT_LINES = 1_000_000;
/** Lines of 100 bytes, newline included. */
const LONG_LINES = 1_000_000;

/** Lines per second of `for await (const line of process.stdout)`, short lines and lines of 100 bytes. */
export async function benchLines(peer: AsyncioPeer): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'pipescope-bench-'));
  try {
    const file = join(folder, 'lines');
    await writeLongLines(file);
    return [
      await compareLines('lines', local, ['seq', '1', String(SHORT_LINES)], peer, { atLeast: 3 }),
      await compareLines('lines of 100 bytes', local, ['cat', file], peer, { atLeast: 2.5 }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lines per second through one Process API beside asyncio's; the bytes of both sides are the same by their hash. */
export async function compareLines(
  name: string,
  api: ProcessApi,
  argv: readonly string[],
  peer: AsyncioPeer,
  goal: Goal,
): Promise<Figure> {
  const ours = await iterate(api, argv, true);
  mustEqual(`sha256 of all bytes (${name})`, ours.sha256, (await peer.lines(argv, true)).sha256);
  const rate = (result: LinesResult): number => {
    mustEqual(`numbers of lines (${name})`, result.lines, ours.lines);
    mustEqual(`numbers of bytes (${name})`, result.bytes, ours.bytes);
    return result.lines / result.seconds;
  };
  const rounds = await alternate(
    async () => rate(await iterate(api, argv, false)),
    async () => rate(await peer.lines(argv, false)),
  );
  return figure(name, 'lines/s', rounds, peer.name, goal);
}

async function iterate(api: ProcessApi, argv: readonly string[], hashed: boolean): Promise<LinesResult> {
  const [program = '', ...args] = argv;
  const hash = createHash('sha256');
  const began = performance.now();
  const child = await api.createSubprocessExec(program, args, { stdout: PIPE });
  if (child.stdout === null) throw new Error('stdout was asked for and is null');
  let lines = 0;
  let bytes = 0;
  for await (const line of child.stdout) {
    if (hashed) hash.update(line);
    lines += 1;
    bytes += line.length;
  }
  await child.wait();
  const seconds = (performance.now() - began) / 1000;
  return { seconds, lines, bytes, sha256: hashed ? hash.digest('hex') : null };
}

/** A million lines of 100 bytes, every one different, so that a lost, doubled or exchanged one changes the hash. */
export async function writeLongLines(file: string): Promise<void> {
  const perWrite = 10_000;
  const handle = await open(file, 'w');
  try {
    for (let from = 0; from < LONG_LINES; from += perWrite) {
      const numbers = Array.from({ length: perWrite }, (_, i) => String(from + i).padEnd(99, '.'));
      await handle.write(`${numbers.join('\n')}\n`);
    }
  } finally {
    await handle.close();
  }
}
