import { inspect } from 'node:util';
import { type AbortSignalLike, type Cancellable, osError, StreamReader } from '@pipescope/agent';
import { LightSignal } from './light-signal.ts';
import { NaiveReader } from './naive-reader.ts';
import type { FeedStep, ReaderProgram, ReadStep } from './reader-program.ts';

/** Bytes buffered, whether a read waits, whether the transport is paused, at_eof. */
export type ReaderState = readonly [size: number, waiting: boolean, paused: boolean, atEof: boolean];

/** What one turn showed: reads that ended (number, outcome), refused feeds, pauses and resumes, and the state after. */
export type TurnTrace = readonly [
  settled: readonly (readonly [read: number, outcome: readonly unknown[]])[],
  errors: readonly (readonly unknown[])[],
  events: readonly string[],
  state: ReaderState,
];

/** A reader as programs use it; bytes are latin-1 text. */
export interface ReaderSubject {
  readonly state: ReaderState;
  feedData(text: string): void;
  feedEof(): void;
  setException(error: Error): void;
  read(count: number, signal: AbortSignalLike): Promise<string>;
  readline(signal: AbortSignalLike): Promise<string>;
  next(signal: AbortSignalLike): Promise<string | null>;
  readexactly(count: number, signal: AbortSignalLike): Promise<string>;
  readuntil(separators: readonly string[], signal: AbortSignalLike): Promise<string>;
}

/** Whose readers run the programs: ours, or the model's. */
export type SubjectKind = 'ours' | 'naive';

/** Runs programs side by side, a turn of all before the next turn of any, and returns the trace of each. */
export async function runReaderPrograms(programs: readonly ReaderProgram[], kind: SubjectKind): Promise<TurnTrace[][]> {
  const runs = programs.map((program) => new ReaderRun(program, kind));
  const turns = Math.max(...programs.map((program) => program.turns.length)) + 1;
  for (let turn = 0; turn < turns; turn += 1) {
    for (const run of runs) run.begin(turn);
    // Every promise that can go on does so before this.
    await new Promise((resolve) => setImmediate(resolve));
    for (const run of runs) run.end(turn);
  }
  return runs.map((run) => run.trace);
}

class ReaderRun {
  readonly trace: TurnTrace[] = [];
  readonly #program: ReaderProgram;
  readonly #subject: ReaderSubject;
  readonly #signals: LightSignal[] = [];
  #events: string[] = [];
  #settled: [number, unknown[]][] = [];
  #errors: unknown[][] = [];

  constructor(program: ReaderProgram, kind: SubjectKind) {
    this.#program = program;
    const transport = program.transport
      ? { pause: () => this.#events.push('pause'), resume: () => this.#events.push('resume'), taken: () => undefined }
      : null;
    this.#subject = new (kind === 'ours' ? OurReader : NaiveReader)(program.limit, transport);
  }

  begin(turn: number): void {
    const { turns } = this.#program;
    if (turn === turns.length) for (const signal of this.#signals) signal.abort();
    const [reads, feeds] = turns[turn] ?? [[], []];
    for (const step of reads) this.#read(step);
    for (const step of feeds) this.#feed(step);
  }

  end(turn: number): void {
    if (turn > this.#program.turns.length) return;
    this.#settled.sort(([a], [b]) => a - b);
    this.trace.push([this.#settled, this.#errors, this.#events, this.#subject.state]);
    [this.#settled, this.#errors, this.#events] = [[], [], []];
  }

  #read(step: ReadStep): void {
    const signal = new LightSignal();
    const number = this.#signals.push(signal) - 1;
    begin(this.#subject, step, signal).then(
      (text) => this.#settled.push([number, text === null ? ['='] : ['=', text]]),
      (error: unknown) => this.#settled.push([number, failure(error)]),
    );
  }

  #feed(step: FeedStep): void {
    try {
      if (step[0] === 'data') this.#subject.feedData(step[1].repeat(step[2]));
      else if (step[0] === 'eof') this.#subject.feedEof();
      else if (step[0] === 'fail') this.#subject.setException(osError(step[1], { message: step[2] }));
      else this.#signals[step[1]]?.abort();
    } catch (error) {
      this.#errors.push(failure(error));
    }
  }
}

function begin(subject: ReaderSubject, step: ReadStep, signal: AbortSignalLike): Promise<string | null> {
  switch (step[0]) {
    case 'read':
      return subject.read(step[1], signal);
    case 'line':
      return subject.readline(signal);
    case 'next':
      return subject.next(signal);
    case 'exactly':
      return subject.readexactly(step[1], signal);
    case 'until':
      return subject.readuntil(step[1], signal);
  }
}

/** An error as the peer writes one. The words of a cancellation are each language's own. */
function failure(error: unknown): unknown[] {
  if (!(error instanceof Error)) return ['not an Error', inspect(error)];
  if (error.name === 'CancelledError') return [error.name];
  const details: unknown[] = [];
  if ('partial' in error) details.push(latin1(error.partial as Uint8Array));
  for (const field of ['expected', 'consumed'] as const) {
    if (field in error) details.push((error as unknown as Record<string, unknown>)[field]);
  }
  return [error.name, error.message, ...details];
}

/** `StreamReader` as programs use one. */
class OurReader implements ReaderSubject {
  readonly #reader: StreamReader;

  constructor(limit: number, transport: ConstructorParameters<typeof StreamReader>[1]) {
    this.#reader = new StreamReader(limit, transport);
  }

  get state(): ReaderState {
    const text = inspect(this.#reader);
    const size = Number(/ (\d+) bytes/.exec(text)?.[1] ?? 0);
    return [size, / waiter\b/.test(text), / paused\b/.test(text), this.#reader.atEof()];
  }

  feedData(text: string): void {
    this.#reader.feedData(Buffer.from(text, 'latin1'));
  }

  feedEof(): void {
    this.#reader.feedEof();
  }

  setException(error: Error): void {
    this.#reader.setException(error);
  }

  async read(count: number, signal: AbortSignalLike): Promise<string> {
    return latin1(await this.#reader.read(count, { signal }));
  }

  async readline(signal: AbortSignalLike): Promise<string> {
    return latin1(await this.#reader.readline({ signal }));
  }

  async next(signal: AbortSignalLike): Promise<string | null> {
    const { value } = await this.#reader.lines({ signal })[Symbol.asyncIterator]().next();
    return value === undefined ? null : latin1(value);
  }

  async readexactly(count: number, signal: AbortSignalLike): Promise<string> {
    return latin1(await this.#reader.readexactly(count, { signal }));
  }

  async readuntil(separators: readonly string[], signal: AbortSignalLike): Promise<string> {
    const all = separators.map((separator) => Buffer.from(separator, 'latin1'));
    const [only = Buffer.alloc(0)] = all;
    const options: Cancellable = { signal };
    return latin1(await this.#reader.readuntil(all.length === 1 ? only : all, options));
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
