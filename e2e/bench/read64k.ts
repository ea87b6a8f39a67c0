import { createHash } from 'node:crypto';
import { createSubprocessExec, PIPE } from '@pipescope/agent';
import type { AsyncioPeer, BytesResult } from './asyncio-peer.ts';
import { alternate, type Figure, figure, mustEqual } from './figure.ts';

/** Bytes of one round. */
const SIZE = 400_000_000;
/** Bytes asked for by each read. */
const CHUNK = 65_536;

/** Bytes per second of `while ((chunk = await stdout.read(65536)).length > 0)`. */
export async function benchRead64k(peer: AsyncioPeer): Promise<Figure[]> {
  const argv = ['head', '-c', String(SIZE), '/dev/zero'];
  // Content that differs from place to place for the hash, zeros for the time: they cost the child nothing.
  const varied = ['seq', '1', '3000000'];
  mustEqual('sha256 of all bytes', (await readAll(varied, true)).sha256, (await peer.read(varied, CHUNK, true)).sha256);
  const rate = ({ bytes, seconds }: BytesResult): number => {
    mustEqual('numbers of bytes', bytes, SIZE);
    return bytes / seconds / 1e6;
  };
  const rounds = await alternate(
    async () => rate(await readAll(argv, false)),
    async () => rate(await peer.read(argv, CHUNK, false)),
  );
  return [figure('read64k', 'MB/s', rounds, peer.name, { atLeast: 1 })];
}

async function readAll([program = '', ...args]: readonly string[], hashed: boolean): Promise<BytesResult> {
  const hash = createHash('sha256');
  const began = performance.now();
  const child = await createSubprocessExec(program, args, { stdout: PIPE });
  if (child.stdout === null) throw new Error('stdout was asked for and is null');
  let bytes = 0;
  for (let chunk = await child.stdout.read(CHUNK); chunk.length > 0; chunk = await child.stdout.read(CHUNK)) {
    if (hashed) hash.update(chunk);
    bytes += chunk.length;
  }
  await child.wait();
  return { seconds: (performance.now() - began) / 1000, bytes, sha256: hashed ? hash.digest('hex') : null };
}
