import { t } from '../strings/message.ts';
import { Store } from '../ui/store.ts';
import type { BytesFrame, Client, RowCounts as FrameCounts, Row, RowsFrame } from './protocol.ts';
import { RowCache } from './row-cache.ts';
import { RunTotals } from './run-totals.ts';

/** Rows that come with every change of the counts: enough for a tall window, so that following asks for nothing. */
const TAIL = 100;
/** Rows asked for at once, and how far beyond the view. */
const ASK = 400;
const MARGIN = 100;
/** How long after a failure, or between two looks at a line that still grows. */
const PATIENCE_MS = 250;

/** The part of the client this store reads from. */
export interface RowSource {
  watch(...args: Parameters<Client['watch']>): { close(): void };
  rows(...args: Parameters<Client['rows']>): Promise<RowsFrame>;
  bytes(...args: Parameters<Client['bytes']>): Promise<BytesFrame>;
}

/** Most bytes of one answer. */
const BYTES_AT_ONCE = 1024 * 1024;

/** What is kept of a run that nobody looks at: enough to be read again where the agent cannot be asked. */
const AT_REST = { rows: 2_000, bytes: 1024 * 1024 } as const;

const STREAMS = ['stdin', 'stdout', 'stderr'] as const;

/** Called once before the next frame is drawn. */
export type NextFrame = (run: () => void) => void;

/** What is known of a run's rows at one moment; a new object on every change. */
export interface RowCounts {
  /** Rows begun so far. */
  readonly total: number;
  /** First row that still exists; the rows before it were let go. */
  readonly firstRow: number;
  readonly streams: FrameCounts['streams'];
}

const NOTHING: RowCounts = { total: 0, firstRow: 1, streams: { stdin: null, stdout: null, stderr: null } };

/**
 * The rows of one run, as far as somebody looks at them: counts and the last rows are pushed by the agent, the rest
 * is asked for by number when it comes into view. Says `changed` at most once per frame.
 */
export class RowStore extends Store {
  readonly run: string;
  #source: RowSource | null;
  readonly #nextFrame: NextFrame;
  /** The counts for reading. */
  readonly totals = new RunTotals();
  readonly #cache = new RowCache();
  #watch: { close(): void } | null = null;
  #counts = NOTHING;
  #loaded = false;
  #version = 0;
  #view = { from: 1, to: 0 };
  #asking = false;
  #quietUntil = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #frame: Promise<void> | null = null;

  /** @param source null when there is nobody to ask: no rows are held then, and none will come */
  constructor(source: RowSource | null, run: string, nextFrame: NextFrame) {
    super();
    this.#source = source;
    this.run = run;
    this.#nextFrame = nextFrame;
    this.#loaded = source === null;
    this.open();
  }

  /** Goes on where it was closed. */
  open(): void {
    const ended = () => this.#ended();
    this.#watch ??= this.#source?.watch(this.run, TAIL, (frame) => this.#take(frame), ended) ?? null;
  }

  /** True when nobody can be asked any more: what is held is all there is. */
  get isFrozen(): boolean {
    return this.#source === null;
  }

  get counts(): RowCounts {
    return this.#counts;
  }
  /** True once the first counts have arrived. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** The row, or undefined while it is not here. */
  row(number: number): Row | undefined {
    return this.#cache.get(number)?.row;
  }

  /**
   * Says which rows are on screen, so that those that are missing are asked for.
   * @returns true while one of them is not here and can come
   */
  look(from: number, to: number): boolean {
    this.#view = { from, to };
    this.#ask();
    if (this.#closed) return false;
    for (let number = from; number <= to; number++) if (this.row(number) === undefined) return true;
    return false;
  }

  /** Asks how many rows there are now: what is pushed comes a moment later. Rejects when the agent does not answer. */
  async recount(): Promise<void> {
    if (this.#source === null || this.#closed) return;
    const version = this.#version;
    const frame = await this.#source.rows(this.run, Math.max(1, this.#counts.total), 1);
    if (this.#closed) return;
    this.#keep(frame, version);
    void this.#draw();
  }

  /** Up to 1,000 rows from `from` on, straight from the agent: for what looks at more than the view. */
  async fetch(from: number, count: number): Promise<readonly Row[]> {
    const most = Math.min(count, 1_000);
    if (this.#source !== null) return (await this.#source.rows(this.run, from, most)).rows;
    const held = Array.from({ length: most }, (_, at) => this.row(from + at));
    return held.filter((row) => row !== undefined);
  }

  /**
   * The bytes of one stream, at most 1 MiB. What the agent no longer holds is missing at the beginning.
   * @param stream 0 stdin, 1 stdout, 2 stderr
   * @throws Error when nobody can be asked any more.
   */
  async bytes(stream: number, offset: number, count: number): Promise<{ offset: number; bytes: Uint8Array }> {
    if (this.#source === null) throw new Error(t('shell.bytesGone'));
    const name = STREAMS[stream] ?? 'stdout';
    const frame = await this.#source.bytes(this.run, name, offset, Math.min(count, BYTES_AT_ONCE));
    const bytes = new Uint8Array(frame.pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of frame.pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return { offset: frame.offset, bytes };
  }

  /** Nobody looks any more: nothing is asked for, and only what was read last is kept. */
  close(): void {
    this.#stop();
    this.#cache.trim(this.#view.to, AT_REST);
  }

  /** The agent that knew the run is gone: what is held stays as it is. */
  freeze(): void {
    this.#stop();
    this.#source = null;
    this.#loaded = true;
    this.changed();
  }

  /** The agent pushes nothing more: rows that are missing are not waited for, until it is opened again. */
  #ended(): void {
    this.#stop();
    this.changed();
  }

  #stop(): void {
    clearTimeout(this.#retry);
    this.totals.close();
    this.#retry = undefined;
    this.#watch?.close();
    this.#watch = null;
  }

  get #closed(): boolean {
    return this.#watch === null;
  }

  /** Takes a pushed frame; settles when it was drawn, which lets the agent send another. */
  #take(frame: RowsFrame): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#version++;
    this.#loaded = true;
    this.#keep(frame, this.#version);
    return this.#draw();
  }

  #keep(frame: RowsFrame, version: number): void {
    const { rows, firstRow, streams } = frame.counts;
    const total = Math.max(rows, this.#counts.total);
    this.#counts = { total, firstRow: Math.max(firstRow, this.#counts.firstRow), streams };
    this.#cache.put(frame.rows, version);
    if (this.#loaded && !this.#closed) this.totals.note(this.#counts);
    this.#cache.trim(Math.min(this.#view.to, total));
  }

  #draw(): Promise<void> {
    this.#frame ??= new Promise((resolve) => {
      this.#nextFrame(() => {
        this.#frame = null;
        resolve();
        if (this.#closed) return;
        this.changed();
        this.#ask();
      });
    });
    return this.#frame;
  }

  /** First row in or near the view that is missing, or that may have grown since it was read. */
  #missing(): number | null {
    const first = Math.max(this.#view.from, this.#counts.firstRow);
    const last = Math.min(this.#view.to, this.#counts.total);
    for (let n = first; n <= last; n++) {
      const held = this.#cache.get(n);
      if (held === undefined || (held.row.unterminated && held.version < this.#version)) return n;
    }
    return null;
  }

  #ask(): void {
    const source = this.#source;
    if (this.#asking || this.#closed || source === null) return;
    const missing = this.#missing();
    if (missing === null) return;
    const wait = this.#quietUntil - performance.now();
    if (wait > 0) {
      this.#retry ??= setTimeout(() => {
        this.#retry = undefined;
        this.#ask();
      }, wait);
      return;
    }
    const held = this.#cache.get(missing) !== undefined;
    const from = held ? missing : Math.max(this.#counts.firstRow, Math.min(missing, this.#view.from - MARGIN));
    const version = this.#version;
    this.#asking = true;
    source.rows(this.run, from, held ? 1 : ASK).then(
      (frame) => {
        this.#asking = false;
        if (this.#closed) return;
        this.#keep(frame, version);
        if (held || frame.rows.length === 0) this.#quietUntil = performance.now() + PATIENCE_MS;
        void this.#draw();
      },
      () => {
        this.#asking = false;
        this.#quietUntil = performance.now() + 4 * PATIENCE_MS;
        this.#ask();
      },
    );
  }
}
