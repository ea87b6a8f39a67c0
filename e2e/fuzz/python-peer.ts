import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/**
 * A Python program that answers each line of JSON with one line of JSON, in order. Driven with Node's own
 * child_process, so that nothing under test carries the questions and answers.
 */
export class PythonPeer {
  /** Its `platform.python_version()`, e.g. `3.14.0`. */
  readonly version: string;
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  private constructor(child: ChildProcess, answers: AsyncIterator<string>, version: string) {
    this.#child = child;
    this.#answers = answers;
    this.version = version;
  }

  /**
   * @param python name or path of the interpreter.
   * @param script file name in this folder; its first line of output is `{"version": ...}`.
   * @throws Error ENOENT when there is no such interpreter.
   */
  static async start(python: string, script: string): Promise<PythonPeer> {
    const path = fileURLToPath(new URL(`../../fuzz/${script}`, import.meta.url));
    const child = spawn(python, ['-B', path], { stdio: ['pipe', 'pipe', 'inherit'] });
    const failed = new Promise<never>((_, reject) => child.once('error', reject));
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const first = await Promise.race([next(answers), failed]);
    return new PythonPeer(child, answers, (first as { version: string }).version);
  }

  /** Whether it is this version of Python or a newer one. */
  isAtLeast(major: number, minor: number): boolean {
    const [ownMajor = 0, ownMinor = 0] = this.version.split('.').map(Number);
    return ownMajor > major || (ownMajor === major && ownMinor >= minor);
  }

  /** Questions may be asked ahead; answers come in the order of the questions. */
  async ask(question: unknown): Promise<unknown> {
    this.#child.stdin?.write(`${JSON.stringify(question)}\n`);
    return next(this.#answers);
  }

  /** Lets it end. */
  close(): void {
    this.#child.stdin?.end();
  }
}

async function next(answers: AsyncIterator<string>): Promise<unknown> {
  const { value, done } = await answers.next();
  if (done === true) throw new Error('python ended before it answered; its own words are above');
  return JSON.parse(value);
}
