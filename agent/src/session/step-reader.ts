import type { StepHow } from '@pipescope/protocol';
import { StreamReader } from '@pipescope/protocol/process';
import { fromWireOsString, osBytes } from './os-string.ts';

/**
 * A StreamReader from which people read one thing at a time: the same rules and errors as for a program. It holds what
 * has arrived and is not taken.
 */
export class StepReader {
  readonly #reader: StreamReader;
  /** End the wait of one step each. */
  readonly #cancels = new Set<() => void>();

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
    return this.#cancels.size > 0;
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
   * @param left ends the wait, with nothing taken: nobody is there to be told
   * @param wait called when it has to wait
   */
  async step(how: StepHow, left: AbortSignal, wait: () => void): Promise<number> {
    const controller = new AbortController();
    const { signal } = controller;
    const cancel = () => controller.abort();
    this.#cancels.add(cancel);
    left.addEventListener('abort', cancel);
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
      left.removeEventListener('abort', cancel);
      this.#cancels.delete(cancel);
    }
  }

  /** Ends the wait of a step with CancelledError; nothing is lost by it. */
  cancel(): void {
    for (const cancel of this.#cancels) cancel();
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
