import { expect, test } from 'vitest';
import { WriteQueue } from './write-queue.ts';

/** Chunks of sizes on both sides of what is gathered, each filled with its own number. */
function chunksOf(sizes: readonly number[]): Buffer[] {
  return sizes.map((size, index) => Buffer.alloc(size, (index % 255) + 1));
}

test('bytes come out in the order they went in, whatever write(2) takes of them', () => {
  const sizes = Array.from({ length: 500 }, (_, index) => [1, 4_095, 17, 4_096, 70_000, 3, 900][(index * 5) % 7] ?? 1);
  const chunks = chunksOf(sizes);
  const queue = new WriteQueue();
  const taken: Uint8Array[] = [];
  const write = (most: number) => {
    const next = queue.next();
    const count = Math.min(next.length, most);
    const seen = Buffer.from(next.subarray(0, count));
    const bytes = queue.take(count);
    expect(seen.equals(bytes)).toBe(true);
    taken.push(bytes);
  };
  for (const [index, chunk] of chunks.entries()) {
    queue.push(chunk);
    if (index % 3 === 0) write([5, 4_096, 65_536, 1][index % 4] ?? 1);
  }
  while (queue.size > 0) write(65_536);
  // Looked at only now: what was taken once must not be written again.
  expect(Buffer.concat(taken).equals(Buffer.concat(chunks))).toBe(true);
  expect(queue.next()).toHaveLength(0);
});

test('chunks of one byte are kept as the bytes of a few blocks, not one by one', () => {
  const queue = new WriteQueue();
  queue.push(Buffer.alloc(65_536));
  const one = Uint8Array.of(1);
  for (let index = 0; index < 30_000; index += 1) queue.push(one);
  queue.take(65_536);
  const first = queue.take(100);
  // A view of a block that is shared with what waits behind it.
  expect(first.buffer.byteLength).toBe(8_192);
  expect(queue.take(8_092).buffer).toBe(first.buffer);
  expect(queue.size).toBe(30_000 - 8_192);
});

test('a large chunk is kept by reference', () => {
  const queue = new WriteQueue();
  const large = new Uint8Array(100_000);
  queue.push(Uint8Array.of(1));
  queue.push(large);
  queue.take(1);
  expect(queue.take(50_000).buffer).toBe(large.buffer);
});
