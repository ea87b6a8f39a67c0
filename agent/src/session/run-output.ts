import type { ConsumerName, StepHow } from '@pipescope/protocol';
import { EntryKind } from '@pipescope/protocol';
import type { ReadEnd } from '@pipescope/protocol/process';
import type { RecordedBytes } from '../recording/recorded-bytes.ts';
import type { Recorder } from '../recording/recorder.ts';
import type { DrainedStream } from './exit-drain.ts';
import { PipeLook } from './pipe-look.ts';
import { RequestError } from './request-error.ts';
import { StepReader } from './step-reader.ts';
import type { PauseReason } from './stream-cursor.ts';
import { StreamCursor } from './stream-cursor.ts';

export type OutputFd = 1 | 2;

export interface RunOutputStart {
  readonly fd: OutputFd;
  readonly end: ReadEnd;
  /** It is what the terminal shows. */
  readonly terminal: boolean;
  /** Bytes, of the StreamReader. */
  readonly limit: number;
  readonly consumer: ConsumerName;
  /** 0: a paused stream takes nothing from the kernel. */
  readonly readAhead: 0 | undefined;
  readonly recorder: Recorder;
  /** Bytes in the kernel pipe. */
  readonly unread: () => number;
  /** Bytes of this stream that are recorded, from `offset` on or from where the record still holds them. */
  readonly recorded: (offset: number) => RecordedBytes;
  /** Most bytes that one step waits for, whatever the limit. */
  readonly stepBytes: number;
  /** Something was read, ended, paused or resumed. */
  readonly progress: () => void;
  /** Bytes were taken, or another number of them waits in the pipe, while nothing may have been recorded. */
  readonly moved: () => void;
}

/** One output stream of a run: reads it as its consumer's rule allows, and records when that changes. */
export class RunOutput implements DrainedStream {
  readonly fd: OutputFd;
  readonly name: 'stdout' | 'stderr';
  readonly #start: RunOutputStart;
  readonly #cursor: StreamCursor;
  readonly #look: PipeLook;
  #closed = false;
  #stepper: StepReader | null = null;

  constructor(start: RunOutputStart) {
    this.fd = start.fd;
    this.name = start.fd === 1 ? 'stdout' : 'stderr';
    this.#start = start;
    this.#cursor = new StreamCursor(start.limit, start.consumer, (reason, paused) => this.#flow(reason, paused));
    this.#look = new PipeLook(start.unread, start.moved);
  }

  get consumer(): ConsumerName {
    return this.#cursor.consumer;
  }

  get arrived(): number {
    return this.#cursor.arrived;
  }

  get taken(): number {
    return this.#cursor.taken;
  }

  get paused(): boolean {
    return this.#cursor.paused;
  }

  get terminal(): boolean {
    return this.#start.terminal;
  }

  /** True at the end of the stream, and when it was closed from here. */
  get ended(): boolean {
    return this.#closed || this.#start.recorder.count(this.fd).ended;
  }

  unread(): number {
    return this.ended ? 0 : this.#start.unread();
  }

  /** Bytes in the kernel pipe of a stream that is not read now; null while it is read and once it has ended. */
  get waiting(): number | null {
    return this.paused && !this.ended ? this.#start.unread() : null;
  }

  /** Begins to read. What is read was recorded before. */
  read(): void {
    const { end, recorder, progress, readAhead } = this.#start;
    const ended = () => {
      this.#look.stop();
      recorder.eof(this.fd);
      this.#stepper?.end();
      progress();
    };
    if (readAhead === 0) this.#cursor.stop();
    if (this.consumer === 'step') this.#cursor.hold('step', true);
    end.start({
      data: (chunk) => {
        this.#cursor.arrive(chunk.length);
        // The chunk's memory is used again for the next one.
        this.#stepper?.feed(Buffer.from(chunk));
        progress();
      },
      eof: ended,
      error: ended,
    });
  }

  /**
   * Another consumer, which begins where the former one stood.
   * @param by session that names it; undefined: the agent itself
   * @param readAhead 0: a paused stream takes nothing more from the kernel
   */
  setConsumer(consumer: ConsumerName, by?: string, readAhead?: 0): void {
    // From one script to another it changes hands.
    if (this.consumer !== consumer || consumer === 'script') {
      this.#start.recorder.event(EntryKind.consumer, this.fd, { consumer, by });
      this.#stepper?.cancel();
      this.#stepper = null;
      this.#cursor.hold('hold', false);
    }
    this.#cursor.setConsumer(consumer);
    if (readAhead === 0) this.#cursor.stop();
  }

  /**
   * One read by hand; the stream is read from the kernel only while it waits. Resolves with the bytes it took.
   * @param left ends the wait; nothing is taken then
   * @throws RequestError when the record let go what was to be read; the next step begins behind that.
   */
  async step(how: StepHow, left: AbortSignal): Promise<number> {
    const stepper = (this.#stepper ??= this.#newStepper());
    try {
      return await stepper.step(how, left, () => {
        this.#cursor.take(this.taken, true);
        this.#cursor.hold('step', false);
      });
    } finally {
      if (stepper === this.#stepper && !stepper.waiting) this.#cursor.hold('step', true);
    }
  }

  /** The consumer has taken `total` bytes in all; `want`: a read waits for more. What has arrived goes to it now. */
  take(total: number, want: boolean): void {
    this.#cursor.take(total, want);
    this.#start.recorder.flush();
    this.#start.moved();
  }

  /** A reason to pause that is not the consumer's own. */
  hold(held: boolean): void {
    this.#cursor.hold('hold', held);
  }

  /** The transport closes it: nothing more is read. */
  close(): void {
    this.#look.stop();
    this.#closed = true;
  }

  #newStepper(): StepReader {
    const { limit, stepBytes, recorded, recorder, moved } = this.#start;
    recorder.flush();
    const { offset, pieces } = recorded(this.taken);
    this.#skipTo(offset);
    const stepper = new StepReader(
      Math.min(limit, stepBytes),
      (bytes) => {
        this.#cursor.take(this.taken + bytes, false);
        moved();
      },
      () => this.#cursor.take(this.taken, true),
    );
    for (const piece of pieces) stepper.feed(Buffer.from(piece));
    if (recorder.count(this.fd).ended) stepper.end();
    return stepper;
  }

  /** What was read ahead and is not held any more counts as taken, and is said to be lost: it can only be skipped. */
  #skipTo(offset: number): void {
    const { taken } = this;
    if (offset <= taken) return;
    this.take(offset, false);
    throw new RequestError(
      'PS_NOT_AVAILABLE',
      `${offset - taken} bytes of ${this.name} (from byte ${taken} on) had been read ahead, and the record let them go ` +
        `before they were taken. The next step begins at byte ${offset}.`,
    );
  }

  #flow(reason: PauseReason, paused: boolean): void {
    const { recorder, end, progress } = this.#start;
    recorder.event(EntryKind.flow, this.fd, { paused, reason });
    // Nothing more comes to fill the frame, and a script that waits for what is in it would wait for its time to pass.
    if (this.paused) recorder.flush();
    if (this.paused) end.pause();
    else end.resume();
    // A script reads and pauses many times a second, and knows what it does.
    if (this.paused && this.consumer !== 'script') this.#look.start();
    else this.#look.stop();
    progress();
  }
}
