import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EntryKind, StreamId } from '@pipescope/protocol';
import { type Client, StreamCollector } from '@pipescope/protocol/client';
import { PIPE } from '@pipescope/protocol/process';
import { startAgent } from '../support/agent.ts';
import { cliClient } from '../support/client.ts';
import type { AsyncioPeer, BytesResult } from './asyncio-peer.ts';
import { compareEcho } from './echo.ts';
import { alternate, type Figure, figure, mustEqual } from './figure.ts';
import { compareLines, lineByLine, writeLongLines } from './lines.ts';

/** Lines of `seq 1 N`, 6.9 bytes each on average. */
const SHORT_LINES = 1_000_000;
/** Round trips of one round. */
const TRIPS = 2_000;
/** Bytes asked for by one read. */
const BLOCK = 65_536;
const MEGABYTE = 1_000_000;

/**
 * The same work through an agent in a process of its own, over a WebSocket: lines, blocks and round trips of the Process
 * API, and the bytes of a run by an attachment.
 */
export async function benchWire(peer: AsyncioPeer): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'pipescope-bench-'));
  const agent = await startAgent();
  const client = await cliClient(agent);
  try {
    const file = join(folder, 'lines');
    await writeLongLines(file);
    const cat = ['cat', file];
    return [
      await compareLines('wire-lines', client, ['seq', '1', String(SHORT_LINES)], peer, lineByLine, { atLeast: 1 }),
      await compareLines('wire-lines-100', client, cat, peer, lineByLine, { atLeast: 1 }),
      await compareBytes(
        'wire-read',
        cat,
        () => readBlocks(client, cat, true),
        () => readBlocks(client, cat, false),
        {
          peer,
          byLines: false,
          goal: 1,
        },
      ),
      await compareBytes(
        'wire-attach',
        cat,
        () => attach(client, cat, true),
        () => attach(client, cat, false),
        {
          peer,
          byLines: true,
          goal: 20,
        },
      ),
      await compareEcho('wire-echo', client, peer, TRIPS, { atMost: 3 }),
    ];
  } finally {
    client.close();
    await agent.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface BytesPeer {
  readonly peer: AsyncioPeer;
  /** Beside asyncio's lines, else beside its blocks. */
  readonly byLines: boolean;
  readonly goal: number;
}

/** Megabytes per second; a hashed run on both sides first. */
async function compareBytes(
  name: string,
  argv: readonly string[],
  hashed: () => Promise<BytesResult>,
  timed: () => Promise<BytesResult>,
  { peer, byLines, goal }: BytesPeer,
): Promise<Figure> {
  const theirs = (hash: boolean) => (byLines ? peer.lines(argv, hash) : peer.read(argv, BLOCK, hash));
  const [ours, { sha256 }] = [await hashed(), await theirs(true)];
  mustEqual(`sha256 of all bytes (${name})`, ours.sha256, sha256);
  const rate = ({ bytes, seconds }: BytesResult): number => {
    mustEqual(`numbers of bytes (${name})`, bytes, ours.bytes);
    return bytes / MEGABYTE / seconds;
  };
  const rounds = await alternate(
    async () => rate(await timed()),
    async () => rate(await theirs(false)),
  );
  return figure(name, 'MB/s', rounds, peer.name, { atLeast: goal });
}

async function readBlocks(client: Client, argv: readonly string[], hashed: boolean): Promise<BytesResult> {
  const [program = '', ...args] = argv;
  const hash = createHash('sha256');
  const began = performance.now();
  const child = await client.createSubprocessExec(program, args, { stdout: PIPE });
  if (child.stdout === null) throw new Error('stdout was asked for and is null');
  let bytes = 0;
  for (;;) {
    const block = await child.stdout.read(BLOCK);
    if (block.length === 0) break;
    if (hashed) hash.update(block);
    bytes += block.length;
  }
  await child.wait();
  const seconds = (performance.now() - began) / 1000;
  return { seconds, bytes, sha256: hashed ? hash.digest('hex') : null };
}

/** A run's bytes as they are recorded; its reader never says stop, so only the connection does. */
async function attach(client: Client, argv: readonly string[], hashed: boolean): Promise<BytesResult> {
  const hash = createHash('sha256');
  const collector = new StreamCollector(StreamId.stdout, hashed ? (chunk) => hash.update(chunk) : undefined);
  let bytes = 0;
  const began = performance.now();
  const { run } = await client.spawn({ argv: [...argv], stdout: 'pipe', limit: 2 ** 40 }, { consumer: 'script' });
  await new Promise<void>((resolve, reject) => {
    client.attach(run, 0, {
      entries(entries) {
        if (hashed) collector.add(entries);
        for (const { kind, stream, payload } of entries) {
          if (kind === EntryKind.data && stream === StreamId.stdout) bytes += payload.length;
          if (kind === EntryKind.exit) resolve();
        }
      },
      ended: reject,
    });
  });
  const seconds = (performance.now() - began) / 1000;
  if (hashed) mustEqual('the stream came whole', collector.received.receivedWhole, true);
  return { seconds, bytes, sha256: hashed ? hash.digest('hex') : null };
}
