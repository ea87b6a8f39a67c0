import { createHash } from 'node:crypto';
import { createSubprocessExec, PIPE } from '@pipescope/agent';
import type { AsyncioPeer, BytesResult } from './asyncio-peer.ts';
import { alternate, type Figure, figure, mustEqual } from './figure.ts';

/** Bytes sent and received by one round. */
const SIZE = 1_000_000_000;
const ROUNDS = 3;

/** Bytes per second of `communicate(input)` with `cat`, one gigabyte in and the same out, held in memory by both. */
export async function benchCommunicate(peer: AsyncioPeer): Promise<Figure[]> {
  const input = Buffer.alloc(SIZE, pattern());
  const sha256 = createHash('sha256').update(input).digest('hex');
  mustEqual('sha256 of what came back here', (await throughCat(input, true)).sha256, sha256);
  mustEqual('sha256 of what came back there', (await peer.communicate(SIZE, true)).sha256, sha256);
  const rate = ({ bytes, seconds }: BytesResult): number => {
    mustEqual('numbers of bytes', bytes, SIZE);
    return bytes / seconds / 1e6;
  };
  const rounds = await alternate(
    async () => rate(await throughCat(input, false)),
    async () => rate(await peer.communicate(SIZE, false)),
    ROUNDS,
  );
  return [figure('communicate', 'MB/s', rounds, peer.name, { atLeast: 1 })];
}

/** The same bytes that the peer makes; no power of two long, so that a shifted or swapped block shows. */
function pattern(): Buffer {
  return Buffer.from(Array.from({ length: 1_009 }, (_, i) => (i * i) % 251));
}

async function throughCat(input: Uint8Array, hashed: boolean): Promise<BytesResult> {
  const began = performance.now();
  const child = await createSubprocessExec('cat', [], { stdin: PIPE, stdout: PIPE });
  const [output] = await child.communicate(input);
  const seconds = (performance.now() - began) / 1000;
  const bytes = output ?? Buffer.alloc(0);
  const sha256 = hashed ? createHash('sha256').update(bytes).digest('hex') : null;
  return { seconds, bytes: bytes.length, sha256 };
}
