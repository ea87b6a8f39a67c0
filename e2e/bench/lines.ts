import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as local from '@pipescope/agent';
import { PIPE, type ProcessApi, type StreamReader } from '@pipescope/protocol/process';
import type { AsyncioPeer, LinesResult } from './asyncio-peer.ts';
import { alternate, type Figure, figure, type Goal, mustEqual } from './figure.ts';

/** Lines of `seq 1 N`, 7.9 bytes each on average. */
const SHORT_LINES = 10_000_000;
/** Lines of 100 bytes, newline included. */
const LONG_LINES = 1_000_000;

/**
 * Lines per second of `for await (const line of process.stdout)`, short lines and lines of 100 bytes; and of
 * `process.stdout.batches()`, for which asyncio's iteration is the peer too: it has nothing else that gives lines.
 */
export async function benchLines(peer: AsyncioPeer): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'pipescope-bench-'));
  try {
    const file = join(folder, 'lines');
    await writeLongLines(file);
    const seq = ['seq', '1', String(SHORT_LINES)];
    return [
      await compareLines('lines', local, seq, peer, lineByLine, { atLeast: 3 }),
      await compareLines('lines of 100 bytes', local, ['cat', file], peer, lineByLine, { atLeast: 2.5 }),
      await compareLines('batches', local, seq, peer, inBatches, { atLeast: 10 }),
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
  read: ReadLines,
  goal: Goal,
): Promise<Figure> {
  const ours = await iterate(api, argv, read, true);
  mustEqual(`sha256 of all bytes (${name})`, ours.sha256, (await peer.lines(argv, true)).sha256);
  const rate = (result: LinesResult): number => {
    mustEqual(`numbers of lines (${name})`, result.lines, ours.lines);
    mustEqual(`numbers of bytes (${name})`, result.bytes, ours.bytes);
    return result.lines / result.seconds;
  };
  const rounds = await alternate(
    async () => rate(await iterate(api, argv, read, false)),
    async () => rate(await peer.lines(argv, false)),
  );
  return figure(name, 'lines/s', rounds, peer.name, goal);
}

/** Reads all lines of a child's output, and calls back with each for the hash alone: without it, it only counts. */
export type ReadLines = (stdout: StreamReader, each: ((line: Uint8Array) => void) | null) => Promise<Counts>;

interface Counts {
  readonly lines: number;
  readonly bytes: number;
}

/** `for await (const line of stdout)`. */
export const lineByLine: ReadLines = async (stdout, each) => {
  let lines = 0;
  let bytes = 0;
  for await (const line of stdout) {
    each?.(line);
    lines += 1;
    bytes += line.length;
  }
  return { lines, bytes };
};

/** `for await (const batch of stdout.batches())`, and every line of it by where it ends. */
const inBatches: ReadLines = async (stdout, each) => {
  let lines = 0;
  let bytes = 0;
  for await (const batch of stdout.batches()) {
    if (each !== null) for (const line of batch) each(line);
    let start = 0;
    for (const end of batch.ends) {
      lines += 1;
      bytes += end - start;
      start = end;
    }
  }
  return { lines, bytes };
};

async function iterate(
  api: ProcessApi,
  argv: readonly string[],
  read: ReadLines,
  hashed: boolean,
): Promise<LinesResult> {
  const [program = '', ...args] = argv;
  const hash = createHash('sha256');
  const began = performance.now();
  const child = await api.createSubprocessExec(program, args, { stdout: PIPE });
  if (child.stdout === null) throw new Error('stdout was asked for and is null');
  const { lines, bytes } = await read(child.stdout, hashed ? (line) => hash.update(line) : null);
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
