import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Result of iterating over a child's lines once. `sha256` (hex, of all bytes) only when it was asked for. */
export interface LinesResult {
  readonly seconds: number;
  readonly lines: number;
  readonly bytes: number;
  readonly sha256: string | null;
}

/** Result of moving bytes once. `sha256` (hex, of all bytes) only when it was asked for. */
export interface BytesResult {
  readonly seconds: number;
  readonly bytes: number;
  readonly sha256: string | null;
}

const SCRIPT = fileURLToPath(new URL('../../bench/asyncio_bench.py', import.meta.url));

/**
 * CPython's asyncio, as a child that does the same work on request. Driven with Node's own child_process, so that
 * nothing under test carries the questions and answers.
 */
export class AsyncioPeer {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  /** As figures name it, e.g. `CPython 3.14.0 asyncio`. */
  readonly name: string;

  private constructor(child: ChildProcess, answers: AsyncIterator<string>, version: string) {
    this.#child = child;
    this.#answers = answers;
    this.name = `CPython ${version} asyncio`;
  }

  /**
   * Starts the `python3` found in PATH.
   * @throws Error when there is none, or it cannot run the script; python's own words are on stderr
   */
  static async start(): Promise<AsyncioPeer> {
    const child = spawn('python3', ['-B', SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
    const failed = new Promise<never>((_, reject) => child.once('error', reject));
    const answers: Interface = createInterface({ input: child.stdout });
    const iterator = answers[Symbol.asyncIterator]();
    const first = await Promise.race([nextAnswer(iterator), failed]);
    return new AsyncioPeer(child, iterator, (first as { version: string }).version);
  }

  async lines(argv: readonly string[], hashed: boolean): Promise<LinesResult> {
    return (await this.#ask({ work: 'lines', argv, hashed })) as LinesResult;
  }

  /** The same bytes by `read(count)` until the end. */
  async read(argv: readonly string[], count: number, hashed: boolean): Promise<BytesResult> {
    return (await this.#ask({ work: 'read', argv, count, hashed })) as BytesResult;
  }

  /** Microseconds of each start-to-end, one after another. */
  async spawn(program: string, times: number): Promise<number[]> {
    return ((await this.#ask({ work: 'spawn', program, times })) as { micros: number[] }).micros;
  }

  /** Seconds for `times` of them, `abreast` in flight. */
  async flight(program: string, times: number, abreast: number): Promise<number> {
    return ((await this.#ask({ work: 'flight', program, times, abreast })) as { seconds: number }).seconds;
  }

  async echo(times: number): Promise<{ micros: number[]; sha256: string }> {
    return (await this.#ask({ work: 'echo', times })) as { micros: number[]; sha256: string };
  }

  /** Sends `size` bytes through cat with communicate. */
  async communicate(size: number, hashed: boolean): Promise<BytesResult> {
    return (await this.#ask({ work: 'communicate', size, hashed })) as BytesResult;
  }

  /** Ends the child. */
  close(): void {
    this.#child.stdin?.end();
  }

  async #ask(request: object): Promise<unknown> {
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
    return nextAnswer(this.#answers);
  }
}

async function nextAnswer(answers: AsyncIterator<string>): Promise<unknown> {
  const { value, done } = await answers.next();
  if (done === true) throw new Error('python3 ended before it answered; its own words are above');
  return JSON.parse(value);
}
