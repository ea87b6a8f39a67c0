/** What a drain asks of one output stream. */
export interface DrainedStream {
  /** Bytes read so far. */
  readonly arrived: number;
  readonly paused: boolean;
  readonly ended: boolean;
  /** Bytes in the kernel pipe. */
  unread(): number;
}

/**
 * From the exit of a process to the moment at which it may be recorded: what the process had written before it ended
 * is read first, as far as the consumer's rule allows. What others write into the same pipes afterwards is not
 * waited for.
 */
export class ExitDrain {
  readonly #streams: readonly { readonly stream: DrainedStream; readonly target: number }[];
  readonly #done: () => void;
  #finishing = false;

  /** @param done called once, never from inside the constructor */
  constructor(streams: readonly DrainedStream[], done: () => void) {
    this.#streams = streams.map((stream) => ({
      stream,
      target: stream.arrived + (stream.ended ? 0 : stream.unread()),
    }));
    this.#done = done;
    this.progress();
  }

  /** Something was read, ended or paused. */
  progress(): void {
    if (this.#finishing || !this.#streams.every(isDrained)) return;
    this.#finishing = true;
    // Two turns of the event loop: an end of file that is already there is seen in the first of them.
    setImmediate(() => setImmediate(this.#done));
  }
}

function isDrained({ stream, target }: { stream: DrainedStream; target: number }): boolean {
  return stream.ended || stream.paused || stream.arrived >= target;
}
