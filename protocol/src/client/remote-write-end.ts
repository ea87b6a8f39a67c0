import type { WriteEnd, WriteSink } from '../process/transport.ts';
import type { Unsubscribe } from './listeners.ts';
import type { StdinChannel } from './stdin-channel.ts';

/** The child's stdin over the wire: `pending` is what was written and the kernel, over there, has not accepted. */
export class RemoteWriteEnd implements WriteEnd {
  readonly terminal: boolean;
  readonly #channel: StdinChannel;
  #sink: WriteSink | null = null;
  #accepted = 0;
  #unoffered = 0;
  #unsubscribe: Unsubscribe | null = null;

  constructor(channel: StdinChannel, terminal: boolean) {
    this.terminal = terminal;
    this.#channel = channel;
  }

  get pending(): number {
    return this.#channel.pending;
  }

  get unoffered(): number {
    return this.#channel.unoffered;
  }

  /** True once the end is closed. */
  get finished(): boolean {
    return this.#channel.closed !== null;
  }

  start(sink: WriteSink): void {
    this.#sink = sink;
    this.#unsubscribe = this.#channel.onChange(() => this.#changed());
    this.#changed();
  }

  write(bytes: Uint8Array): void {
    this.#channel.write(bytes);
  }

  end(): void {
    this.#channel.end();
  }

  abort(): void {
    this.#channel.abort();
  }

  #changed(): void {
    const { accepted, unoffered, closed } = this.#channel;
    // What came together with the end is not told: once closed nothing is pending, which is not that all was accepted.
    if (closed === null && (accepted > this.#accepted || unoffered < this.#unoffered)) {
      const more = accepted - this.#accepted;
      this.#accepted = accepted;
      this.#sink?.accepted(more);
    }
    this.#unoffered = unoffered;
    if (closed === null || this.#unsubscribe === null) return;
    this.#unsubscribe();
    this.#unsubscribe = null;
    this.#sink?.closed(closed.error);
  }
}
