import type { StepHow } from '@pipescope/protocol';
import { StreamReader } from '@pipescope/protocol/process';
import { fromWireOsString, osBytes } from './os-string.ts';

/**
 * A StreamReader from which people read one thing at a time: the same rules and errors as for a program. It holds what
 * has arrived and is not taken.
 */
export class StepReader {
  readonly #reader: StreamReader;
  readonly #cancel = new AbortController();
  #waiting = 0;

  /**
   * @param limit bytes, of the reader
   * @param taken told of bytes that a read has removed
   * @param wants told when a read waits though more than the limit is here: as in asyncio, the kernel is asked then
   */
  constructor(limit: number, taken: (bytes: number) => void, wants: () => void) {
    // Else, when to read from the kernel is decided outside: only while a step waits.
    this.#reader = new StreamReader(limit, { pause: () => undefined, resume: wants, taken });
  }

  /** True while a step waits for bytes. */
  get waiting(): boolean {
    return this.#waiting > 0;
  }

  /** Bytes arrived; they are kept, and must not change. */
  feed(bytes: Uint8Array): void {
    this.#reader.feedData(bytes);
  }

  end(): void {
    this.#reader.feedEof();
  }

  /**
   * One read. Resolves with the number of bytes it took.
   * @param wait called when it has to wait
   */
  async step(how: StepHow, wait: () => void): Promise<number> {
    const { signal } = this.#cancel;
    this.#waiting++;
    try {
      let settled = false;
      const reading = this.#read(how, signal).finally(() => {
        settled = true;
      });
      reading.catch(() => undefined);
      // What is there already is served within these turns.
      for (let turn = 0; turn < 4 && !settled; turn++) await Promise.resolve();
      if (!settled) wait();
      return (await reading).length;
    } finally {
      this.#waiting--;
    }
  }

  /** Ends the wait of a step with CancelledError; nothing is lost by it. */
  cancel(): void {
    this.#cancel.abort();
  }

  #read(how: StepHow, signal: AbortSignal): Promise<Uint8Array> {
    switch (how.read) {
      case 'readline':
        return this.#reader.readline({ signal });
      case 'read':
        return this.#reader.read(how.count, { signal });
      case 'readexactly':
        return this.#reader.readexactly(how.count, { signal });
      case 'readuntil':
        return this.#reader.readuntil(osBytes(fromWireOsString(how.separator)), { signal });
    }
  }
}
