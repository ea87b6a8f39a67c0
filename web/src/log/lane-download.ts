import type { RowStore } from '../state/row-store.ts';

/** Most bytes of one download. A browser keeps what a page saves until it is whole, partly in memory. */
export const DOWNLOAD_LIMIT = 512 * 1024 * 1024;
/** Bytes of one question, and bytes after which they are handed to the browser, which may put them on disk. */
const ASK_BYTES = 1024 * 1024;
const FOLD_BYTES = 32 * ASK_BYTES;

/** The bytes of one stream, as far as they are held. */
export interface StreamBytes {
  readonly blob: Blob;
  /** Bytes before or between them that the agent has let go. */
  readonly missing: number;
  /** There is more than a download may have. */
  readonly cut: boolean;
}

/**
 * Reads a stream from its beginning to `end`. Rejects when the agent cannot be asked.
 *
 * @param stream 0 stdin, 1 stdout, 2 stderr
 * @param end bytes of the stream; what comes later is not waited for
 * @param told called with the stream offset reached, after each part
 */
export async function readStream(
  rows: Pick<RowStore, 'bytes'>,
  stream: number,
  end: number,
  told: (offset: number) => void = () => undefined,
  limit: number = DOWNLOAD_LIMIT,
): Promise<StreamBytes> {
  let whole = new Blob();
  let parts: BlobPart[] = [];
  let waiting = 0;
  let missing = 0;
  const size = (): number => whole.size + waiting;
  let next = 0;
  while (next < end && size() < limit) {
    const { offset, bytes } = await rows.bytes(stream, next, Math.min(ASK_BYTES, end - next, limit - size()));
    if (bytes.length === 0) {
      missing += end - next;
      break;
    }
    missing += offset - next;
    parts.push(bytes.slice());
    waiting += bytes.length;
    next = offset + bytes.length;
    if (waiting >= FOLD_BYTES) {
      whole = new Blob([whole, ...parts]);
      parts = [];
      waiting = 0;
    }
    told(next);
  }
  return {
    blob: new Blob([whole, ...parts], { type: 'application/octet-stream' }),
    missing,
    cut: size() >= limit && next < end,
  };
}

/** How long the browser has to begin saving, in milliseconds. */
const SAVE_MS = 60_000;

/** Lets the browser save bytes as a file. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), SAVE_MS);
}
