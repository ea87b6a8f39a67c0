import { writeU53 } from '../base/u53.ts';
import { ULID_BYTES, ulidBytes } from '../base/ulid.ts';
import type { FrameKind } from './frame.ts';
import { ENTRY_HEADER_BYTES, EntryAt, FRAME_HEADER_BYTES, FRAME_VERSION, FrameError, HeaderAt } from './frame.ts';

/** Makes bytes whose content does not matter: every byte of a sealed frame is written. */
export type Allocate = (bytes: number) => Uint8Array;

export interface FrameStart {
  readonly kind: FrameKind;
  /** ULID as 16 bytes. */
  readonly run: Uint8Array;
  /** Of the first entry; rows: number of the first row; stdin: 0. */
  readonly seq: number;
  /** Of the first entry, microseconds since spawn. */
  readonly time: number;
  readonly tag?: number;
  /** Bytes to have room for at first; the buffer doubles when they do not do. */
  readonly capacity?: number;
  readonly allocate?: Allocate;
  /** Told of memory from `allocate` that the writer has done with; nobody holds a view on it. */
  readonly release?: (memory: Uint8Array) => void;
}

/** Room for a few events. */
const DEFAULT_CAPACITY = 1_024;

/** One frame being written: entries go in, one buffer comes out. */
export class FrameWriter {
  #bytes: Uint8Array;
  #view: DataView;
  #end = FRAME_HEADER_BYTES;
  #count = 0;
  readonly #allocate: Allocate;
  readonly #release: ((memory: Uint8Array) => void) | undefined;

  constructor(start: FrameStart) {
    this.#allocate = start.allocate ?? ((bytes) => new Uint8Array(bytes));
    this.#release = start.release;
    this.#bytes = this.#allocate(Math.max(start.capacity ?? DEFAULT_CAPACITY, FRAME_HEADER_BYTES));
    this.#view = viewOf(this.#bytes);
    this.#view.setUint8(HeaderAt.version, FRAME_VERSION);
    this.#view.setUint8(HeaderAt.kind, start.kind);
    this.#view.setUint16(HeaderAt.flags, 0, true);
    this.#bytes.set(start.run.subarray(0, ULID_BYTES), HeaderAt.run);
    writeU53(this.#view, HeaderAt.seq, start.seq);
    writeU53(this.#view, HeaderAt.time, start.time);
    this.#view.setUint32(HeaderAt.tag, start.tag ?? 0, true);
  }

  /** Bytes the frame would have if sealed now. */
  get length(): number {
    return this.#end;
  }

  /** Entries so far. */
  get count(): number {
    return this.#count;
  }

  /** Copies one entry in. */
  append(kind: number, stream: number, offset: number, time: number, payload: Uint8Array, flags = 0): void {
    const at = this.#end;
    this.#reserve(at + ENTRY_HEADER_BYTES + payload.length);
    const view = this.#view;
    view.setUint8(at + EntryAt.kind, kind);
    view.setUint8(at + EntryAt.stream, stream);
    view.setUint16(at + EntryAt.flags, flags, true);
    view.setUint32(at + EntryAt.length, payload.length, true);
    writeU53(view, at + EntryAt.offset, offset);
    writeU53(view, at + EntryAt.time, time);
    this.#bytes.set(payload, at + ENTRY_HEADER_BYTES);
    this.#end = at + ENTRY_HEADER_BYTES + payload.length;
    this.#count++;
  }

  /** The finished frame; the writer must not be used afterwards. At most a quarter of its buffer is spare. */
  seal(): Uint8Array {
    this.#view.setUint32(HeaderAt.body, this.#end - FRAME_HEADER_BYTES, true);
    this.#view.setUint32(HeaderAt.count, this.#count, true);
    const spare = this.#bytes.length - this.#end;
    return spare * 4 <= this.#bytes.length ? this.#bytes.subarray(0, this.#end) : this.#copy(this.#end);
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#bytes.length) return;
    this.#bytes = this.#copy(Math.max(bytes, this.#bytes.length * 2));
    this.#view = viewOf(this.#bytes);
  }

  #copy(bytes: number): Uint8Array {
    const copy = this.#allocate(bytes);
    copy.set(this.#bytes.subarray(0, this.#end));
    this.#release?.(this.#bytes);
    return copy;
  }
}

/** The 16 bytes of a run's ULID. @throws FrameError when the text is none. */
export function runBytes(run: string): Uint8Array {
  const bytes = ulidBytes(run);
  if (bytes === null) throw new FrameError(`Not a run: ${JSON.stringify(run)}. A run is a ULID of 26 characters.`);
  return bytes;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
