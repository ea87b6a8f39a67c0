import { countNewlines } from './count-newlines.ts';

const NEWLINE = 10;

/** Where one stream stands at some place of the record. */
export interface StreamMark {
  readonly bytes: number;
  /** Lines begun. */
  readonly lines: number;
  /** A line has begun and not ended. */
  readonly open: boolean;
}

/** Where rows and streams stand at some place of the record: all that is needed to number rows from there on. */
export interface RowMark {
  /** Rows begun before here, over all streams. */
  readonly rows: number;
  /** By fd: stdin, stdout, stderr. */
  readonly streams: readonly [StreamMark, StreamMark, StreamMark];
}

/**
 * Counts lines and rows as bytes go by. A row is a line that has begun; rows are numbered over all streams in the
 * order of the entries that brought their first byte, and the number never changes.
 */
export class RowTally {
  #rows: number;
  readonly #streams: { bytes: number; lines: number; open: boolean }[];

  constructor(from?: RowMark) {
    this.#rows = from?.rows ?? 0;
    this.#streams = [0, 1, 2].map((fd) => ({ ...(from?.streams[fd] ?? { bytes: 0, lines: 0, open: false }) }));
  }

  /** Rows begun. */
  get rows(): number {
    return this.#rows;
  }

  stream(fd: number): StreamMark {
    return this.#streams[fd] as StreamMark;
  }

  /** Counts one chunk of a stream; returns how many rows begin in it. */
  add(fd: number, bytes: Uint8Array): number {
    if (bytes.length === 0) return 0;
    const stream = this.#streams[fd] as { bytes: number; lines: number; open: boolean };
    const open = bytes[bytes.length - 1] !== NEWLINE;
    const begun = countNewlines(bytes) + (open ? 1 : 0) - (stream.open ? 1 : 0);
    stream.bytes += bytes.length;
    stream.lines += begun;
    stream.open = open;
    this.#rows += begun;
    return begun;
  }

  mark(): RowMark {
    const [stdin, stdout, stderr] = this.#streams as [StreamMark, StreamMark, StreamMark];
    return { rows: this.#rows, streams: [{ ...stdin }, { ...stdout }, { ...stderr }] };
  }
}
