import type { Row } from '../state/protocol.ts';
import type { RowStore } from '../state/row-store.ts';
import type { LineRange } from './line-range.ts';

/** Most bytes the bytes view shows at a time. */
export const BYTES_LIMIT = 1024 * 1024;

/** Consecutive bytes of one stream. */
export interface ByteBlock {
  /** 0 stdin, 1 stdout, 2 stderr. */
  readonly stream: number;
  /** First and last line they belong to. */
  readonly lines: LineRange;
  /** Stream offset of the first byte. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** The exact bytes of some lines. */
export interface LineBytes {
  readonly blocks: readonly ByteBlock[];
  /** More was asked for than is shown. */
  readonly cut: boolean;
}

/** Parts of streams that lines cover: lines of one stream that follow each other are one part. */
export function partsOf(rows: readonly Row[]): { stream: number; lines: LineRange; offset: number; length: number }[] {
  const parts: { stream: number; lines: LineRange; offset: number; length: number }[] = [];
  for (const { stream, number, offset, length } of rows) {
    const last = parts.at(-1);
    if (last !== undefined && last.stream === stream && last.offset + last.length === offset) {
      last.lines = { from: last.lines.from, to: number };
      last.length += length;
    } else parts.push({ stream, lines: { from: number, to: number }, offset, length });
  }
  return parts;
}

/** Reads the bytes of some lines from the agent, newlines too. Rejects when it cannot be asked. */
export async function lineBytes(rows: RowStore, { from, to }: LineRange): Promise<LineBytes> {
  const found: Row[] = [];
  let size = 0;
  for (let next = from; next <= to && size < BYTES_LIMIT; ) {
    const part = await rows.fetch(next, Math.min(1_000, to - next + 1));
    if (part.length === 0) break;
    for (const row of part.filter(({ number }) => number <= to)) {
      found.push(row);
      size += row.length;
    }
    next = (part.at(-1)?.number ?? next) + 1;
  }
  const blocks: ByteBlock[] = [];
  let left = BYTES_LIMIT;
  for (const { stream, lines, offset, length } of partsOf(found)) {
    if (left <= 0) break;
    const read = await rows.bytes(stream, offset, Math.min(length, left));
    left -= read.bytes.length;
    blocks.push({ stream, lines, offset: read.offset, bytes: read.bytes });
  }
  return { blocks, cut: size > BYTES_LIMIT || (found.at(-1)?.number ?? from) < to };
}
