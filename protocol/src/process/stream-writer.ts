import type { Cancellable } from '../base/abort.ts';
import { INSPECT } from '../base/inspect.ts';
import type { WriteTransport } from './write-transport.ts';

/**
 * Closes what nobody can close any more, and says so, as `StreamWriter.__del__`. The reference is weak because the
 * pipe may know its writer: held firmly, neither would ever go.
 */
const forgotten = new FinalizationRegistry<{ pipe: WeakRef<WriteTransport>; warn: (message: string) => void }>(
  ({ pipe, warn }) => {
    const transport = pipe.deref();
    if (transport === undefined || transport.isClosing()) return;
    warn(`unclosed ${debugText(transport)}`);
    transport.close();
  },
);

/** The child's standard input, with the rules of `asyncio.StreamWriter` on a pipe. */
export class StreamWriter {
  /** The pipe below: buffer size, water marks, `abort`. */
  readonly transport: WriteTransport;

  /** @param warn told when the writer was forgotten before it was closed. */
  constructor(transport: WriteTransport, warn?: (message: string) => void) {
    this.transport = transport;
    if (warn !== undefined) forgotten.register(this, { pipe: new WeakRef(transport), warn });
  }

  /**
   * Writes a copy of the bytes at once as far as the kernel takes them and buffers the rest. Never waits and never
   * throws for a broken pipe; after `close` or the loss of the pipe the bytes are dropped. Follow it by `drain`.
   * @throws TypeError for anything but bytes.
   * @see CPython Lib/asyncio/streams.py, StreamWriter.write
   */
  write(bytes: Uint8Array): void {
    // Not slice(): a Buffer makes a view of it.
    this.transport.write(new Uint8Array(checkBytes(bytes)));
  }

  /**
   * One write of all pieces joined.
   * @throws TypeError for anything but a list of bytes.
   * @see CPython Lib/asyncio/streams.py, StreamWriter.writelines
   */
  writelines(pieces: Iterable<Uint8Array>): void {
    this.transport.write(concat(Array.from(pieces, checkBytes)));
  }

  /**
   * Waits while more than the high-water mark is buffered. Resolving does not mean that the bytes have left.
   * @throws BrokenPipeError when the pipe breaks while waiting; ConnectionResetError when it is closed or lost.
   * @throws CancelledError when the signal is aborted; the bytes are still delivered.
   * @see CPython Lib/asyncio/streams.py, StreamWriter.drain, FlowControlMixin._drain_helper
   */
  drain(options: Cancellable = {}): Promise<void> {
    return this.transport.drain(options);
  }

  /**
   * Flushes what is buffered, then closes: the child reads everything and then the end. Does not wait.
   * The child of a terminal sees neither an end nor a hangup: call `writeEof` first.
   * @see CPython Lib/asyncio/streams.py, StreamWriter.close
   */
  close(): void {
    this.transport.close();
  }

  /**
   * True from `close`, `writeEof` of a pipe or the loss of the pipe on.
   * @see CPython Lib/asyncio/streams.py, StreamWriter.is_closing
   */
  isClosing(): boolean {
    return this.transport.isClosing();
  }

  /**
   * Waits until the pipe is closed.
   * @throws BrokenPipeError when it was lost with bytes pending.
   * @see CPython Lib/asyncio/streams.py, StreamWriter.wait_closed
   */
  waitClosed(options: Cancellable = {}): Promise<void> {
    return this.transport.waitClosed(options);
  }

  /**
   * True: a pipe and a terminal can say end-of-file.
   * @see CPython Lib/asyncio/streams.py, StreamWriter.can_write_eof
   */
  canWriteEof(): boolean {
    return this.transport.canWriteEof();
  }

  /**
   * The same as `close` for a pipe. To a terminal it writes ^D, once, or twice within a line, and leaves it open: the
   * child's read gives 0 bytes if it reads by lines, and the byte itself if it reads every key. (A child that has chosen
   * another VEOF by `stty eof` must be sent that one with `write`.)
   * @see CPython Lib/asyncio/streams.py, StreamWriter.write_eof
   */
  writeEof(): void {
    this.transport.writeEof();
  }

  /**
   * `'pipe'` gives the pipe's end; every other name gives `fallback`.
   * @see CPython Lib/asyncio/streams.py, StreamWriter.get_extra_info
   */
  getExtraInfo(name: string, fallback: unknown = null): unknown {
    return this.transport.getExtraInfo(name, fallback);
  }

  /** Debug text. */
  [INSPECT](): string {
    return debugText(this.transport);
  }
}

function debugText(transport: WriteTransport): string {
  return `<StreamWriter ${transport.describe()}>`;
}

function checkBytes(bytes: unknown): Uint8Array {
  if (bytes instanceof Uint8Array) return bytes;
  throw new TypeError(`data must be a Uint8Array, not ${bytes === null ? 'null' : typeof bytes}`);
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
