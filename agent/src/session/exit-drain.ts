/** What a drain asks of one output stream. */
export interface DrainedStream {
  /** Bytes read so far. */
  readonly arrived: number;
  readonly paused: boolean;
  readonly ended: boolean;
  /** Its `unread` tells only a part of what is on its way; what comes is told by its end. */
  readonly terminal: boolean;
  /** Bytes in the kernel pipe. */
  unread(): number;
}

/** More than a terminal holds: 4 KiB to be read, and behind them what the driver keeps, which is less than 16 KiB. */
const TERMINAL_BYTES = 64 * 1024;
/** Milliseconds without a byte after which a terminal that others have open counts as drained. */
const QUIET_MILLIS = 50;

/**
 * From the exit of a process to the moment at which it may be recorded: what the process had written before it ended
 * is read first, as far as the consumer's rule allows. What others write into the same pipes afterwards is not
 * waited for.
 *
 * A terminal holds more than FIONREAD tells of. When the process was the last to have it open, its end says that all has
 * been read; else a while without a byte does, or more bytes than any terminal holds.
 */
export class ExitDrain {
  readonly #streams: readonly { readonly stream: DrainedStream; readonly target: number }[];
  readonly #done: () => void;
  #finishing = false;
  #quiet: NodeJS.Timeout | null = null;

  /** @param done called once, never from inside the constructor */
  constructor(streams: readonly DrainedStream[], done: () => void) {
    this.#streams = streams.map((stream) => ({
      stream,
      target: stream.arrived + held(stream),
    }));
    this.#done = done;
    this.progress();
  }

  /** Something was read, ended or paused. */
  progress(): void {
    if (this.#finishing) return;
    if (this.#quiet !== null) clearTimeout(this.#quiet);
    this.#quiet = null;
    const waiting = this.#streams.filter((each) => !isDrained(each));
    if (waiting.length === 0) this.#finish();
    else if (waiting.every(({ stream }) => stream.terminal && stream.unread() === 0)) {
      this.#quiet = setTimeout(() => this.#finish(), QUIET_MILLIS);
    }
  }

  #finish(): void {
    this.#finishing = true;
    // Two turns of the event loop: an end of file that is already there is seen in the first of them.
    setImmediate(() => setImmediate(this.#done));
  }
}

/** What may be on its way at most. */
function held(stream: DrainedStream): number {
  if (stream.ended) return 0;
  return stream.terminal ? TERMINAL_BYTES : stream.unread();
}

function isDrained({ stream, target }: { stream: DrainedStream; target: number }): boolean {
  return stream.ended || stream.paused || stream.arrived >= target;
}
