import type { StdinChannel } from '../state/protocol.ts';
import { Store } from '../ui/store.ts';

/** Bytes read from the file at once: few reads, as each waits its turn behind what the page draws. */
const PIECE = 512 * 1024;
/** Bytes handed over and not accepted by the kernel above which nothing more is read: half of what the agent takes. */
const AHEAD = 512 * 1024;

/**
 *   ready --start--> sending <--pause, resume--> paused
 *                      \--> sent | stopped (by a person, or as stdin closed) | failed (the file cannot be read)
 */
export type FileState = 'ready' | 'sending' | 'paused' | 'sent' | 'stopped' | 'failed';

/**
 * Sends a file to a child's stdin with back-pressure: a piece is read when the kernel has accepted what went before, so
 * that the page holds little more than a megabyte of a file of any size. Goes on while its run is not looked at.
 */
export class FileSender extends Store {
  readonly name: string;
  readonly size: number;
  readonly #channel: StdinChannel;
  readonly #unsubscribe: () => void;
  /** Null at the end, so that nothing of it is held. */
  #file: Blob | null;
  #state: FileState = 'ready';
  #failure = '';
  /** Bytes of the file handed to the channel. */
  #given = 0;
  /** What the channel had been given before the file. */
  #before = 0;
  #reading = false;
  #thenEnd = false;

  constructor(channel: StdinChannel, file: Blob, name: string) {
    super();
    this.#channel = channel;
    this.#file = file;
    this.name = name;
    this.size = file.size;
    this.#unsubscribe = channel.onChange(() => this.#moved());
  }

  get state(): FileState {
    return this.#state;
  }

  /** True from the start to the end: nothing else may come between. */
  get active(): boolean {
    return this.#state === 'sending' || this.#state === 'paused';
  }

  /** Bytes of the file that the kernel has accepted. */
  get sent(): number {
    return Math.min(this.#given, Math.max(0, this.#channel.accepted - this.#before));
  }

  /** Bytes that were handed over and are still to be accepted: they will be, also when the rest was given up. */
  get waiting(): number {
    return this.#channel.closed === null ? this.#given - this.sent : 0;
  }

  /** Why the file cannot be read, in the browser's words. */
  get failure(): string {
    return this.#failure;
  }

  /** True when end of file follows the file. */
  get thenEnd(): boolean {
    return this.#thenEnd;
  }

  start(): void {
    if (this.#state !== 'ready') return;
    this.#before = this.#channel.accepted + this.#channel.pending;
    this.#become('sending');
    void this.#read();
  }

  /** Reads no further; what was handed over is still sent. */
  pause(): void {
    if (this.#state === 'sending') this.#become('paused');
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#become('sending');
    void this.#read();
  }

  /** Gives the rest of the file up. */
  stop(): void {
    if (this.#state === 'ready' || this.active) this.#end('stopped');
  }

  /** Closes stdin once the file is sent. */
  endAfter(): void {
    if (!this.active) return;
    this.#thenEnd = true;
    this.changed();
  }

  async #read(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    while (this.#state === 'sending' && this.#given < this.size && this.#channel.pending < AHEAD) {
      const bytes = await this.#piece();
      // Paused or ended meanwhile: the piece is read again when it goes on.
      if (bytes !== null && this.#state === 'sending') {
        this.#given += bytes.length;
        this.#channel.write(bytes);
      }
    }
    this.#reading = false;
    this.#moved();
  }

  async #piece(): Promise<Uint8Array | null> {
    try {
      const piece = this.#file?.slice(this.#given, this.#given + PIECE);
      const bytes = new Uint8Array((await piece?.arrayBuffer()) ?? []);
      if (bytes.length === 0 && this.#state === 'sending') throw new Error('It has become shorter.');
      return bytes;
    } catch (error) {
      if (this.active) {
        this.#failure = error instanceof Error ? error.message : String(error);
        this.#end('failed');
      }
      return null;
    }
  }

  #moved(): void {
    if (!this.active) {
      if (this.waiting === 0) this.#unsubscribe();
      this.changed();
    } else if (this.#given === this.size && this.sent === this.size) this.#end('sent');
    else if (this.#channel.closed !== null) this.#end('stopped');
    else {
      if (this.#state === 'sending' && this.#given < this.size && this.#channel.pending < AHEAD) void this.#read();
      this.changed();
    }
  }

  #end(state: FileState): void {
    if (this.waiting === 0) this.#unsubscribe();
    this.#file = null;
    this.#become(state);
    if (state === 'sent' && this.#thenEnd) this.#channel.end();
  }

  #become(state: FileState): void {
    this.#state = state;
    this.changed();
  }
}
