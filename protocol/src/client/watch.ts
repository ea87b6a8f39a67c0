import type { RowsFrame } from '../record/rows.ts';
import { ConnectionLostError } from './errors.ts';
import { reportBug } from './listeners.ts';

/**
 * Counts and last rows of a run, told whenever the record grows. Return a promise when drawing takes longer: at most
 * two frames are in flight, what happens meanwhile comes with the next one.
 */
export type WatchListener = (frame: RowsFrame) => void | Promise<void>;

/** No more frames will come, and why: the agent refused, the run was forgotten, or the client was closed. */
export type WatchEnded = (error: Error) => void;

export interface WatchPort {
  /** Resolves with the agent's number of the watch. */
  watch(run: string, tail: number): Promise<number>;
  detach(attachment: number): void;
  ack(attachment: number): void;
}

/** Frames kept while it is not known whose they are. */
const EARLY_FRAMES = 64;

/** One live view of a run; goes on after a cut. */
export class Watch {
  readonly run: string;
  readonly #tail: number;
  readonly #listener: WatchListener;
  readonly #ended: WatchEnded | undefined;
  readonly #watches: Watches;
  #id: number | null = null;
  #connection = 0;
  #closed = false;

  constructor(watches: Watches, run: string, tail: number, listener: WatchListener, ended?: WatchEnded) {
    this.#watches = watches;
    this.run = run;
    this.#tail = tail;
    this.#listener = listener;
    this.#ended = ended;
  }

  get id(): number | null {
    return this.#id;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#id !== null) this.#watches.port.detach(this.#id);
    this.#watches.remove(this);
  }

  /** Ends it from this side of the wire: the agent has none. */
  fail(error: Error): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#watches.remove(this);
    try {
      this.#ended?.(error);
    } catch (bug) {
      reportBug(bug);
    }
  }

  async resume(): Promise<void> {
    const connection = ++this.#connection;
    const id = await this.#watches.port.watch(this.run, this.#tail);
    if (connection !== this.#connection) return;
    if (this.#closed) return this.#watches.port.detach(id);
    this.#id = id;
    this.#watches.receiveEarly();
  }

  cut(): void {
    this.#connection++;
    this.#id = null;
  }

  async show(frame: RowsFrame): Promise<void> {
    const id = this.#id;
    try {
      await this.#listener(frame);
    } catch (bug) {
      reportBug(bug);
    }
    if (id !== null && id === this.#id && !this.#closed) this.#watches.port.ack(id);
  }
}

/** All watches of a client, found by the tag of a rows frame. */
export class Watches {
  readonly port: WatchPort;
  readonly #all = new Set<Watch>();
  #early: RowsFrame[] = [];

  constructor(port: WatchPort) {
    this.port = port;
  }

  /** @param isOpen when false, `resume` will ask for it. */
  add(run: string, tail: number, listener: WatchListener, isOpen: boolean, ended?: WatchEnded): Watch {
    const watch = new Watch(this, run, tail, listener, ended);
    this.#all.add(watch);
    if (isOpen) this.#ask(watch);
    return watch;
  }

  remove(watch: Watch): void {
    this.#all.delete(watch);
  }

  /**
   * A frame may come in the same turn as the answer that names its watch, so one that belongs to nobody is kept while
   * an answer is awaited. Frames of a watch that was closed meanwhile are dropped.
   */
  receive(frame: RowsFrame): void {
    for (const watch of this.#all) if (watch.id === frame.tag) return void watch.show(frame);
    if ([...this.#all].some((watch) => watch.id === null)) this.#early = [...this.#early.slice(-EARLY_FRAMES), frame];
  }

  /** A watch has its number now. */
  receiveEarly(): void {
    for (const frame of this.#early.splice(0)) this.receive(frame);
  }

  /** Ends those of one run. */
  failRun(run: string, error: Error): void {
    for (const watch of [...this.#all]) if (watch.run === run) watch.fail(error);
  }

  fail(error: Error): void {
    for (const watch of [...this.#all]) watch.fail(error);
  }

  resume(): void {
    for (const watch of [...this.#all]) this.#ask(watch);
  }

  cut(): void {
    this.#early = [];
    for (const watch of this.#all) watch.cut();
  }

  #ask(watch: Watch): void {
    watch.resume().catch((error: unknown) => {
      if (!(error instanceof ConnectionLostError)) {
        watch.fail(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }
}
