import { FRAME_HEADER_BYTES, joinFrames } from '@pipescope/protocol';
import type { RowMark } from './row-tally.ts';

/** A sealed frame and what is known without reading it. */
export interface SealedFrame {
  readonly bytes: Uint8Array;
  readonly seq: number;
  /** Seq after its last entry. */
  readonly endSeq: number;
  /** Rows and streams before its first entry. */
  readonly start: RowMark;
  /** By fd: stream offset of the first newline in the frame, or -1. */
  readonly firstNewline: readonly [number, number, number];
}

/** One that is held. Entries of later ones may be put behind its own while it is the last and was not lent. */
export interface HeldFrame extends SealedFrame {
  bytes: Uint8Array;
  endSeq: number;
  firstNewline: readonly [number, number, number];
  /** What the frames of the record before it have cost, in bytes. */
  readonly before: number;
  /** Someone may still hold its bytes when it has left. */
  lent: boolean;
}

/**
 * Bytes a frame costs besides its memory: 0.9 KiB of objects, and as much again for what the allocator and the engine
 * keep for each buffer. Measured as resident memory of frames from 9 to 17 KiB.
 */
const FRAME_OVERHEAD = 2_048;
/** First memory of a frame that others are put behind. */
const FIRST_ROOM = 1_024;

/** Bytes that a frame costs, what is spare of its memory included. */
export function costOf(frame: SealedFrame): number {
  return frame.bytes.buffer.byteLength + FRAME_OVERHEAD;
}

/**
 * Puts the entries of the next frame behind those of a held one; false when it would have more than `most` bytes.
 * @param allocate memory for so many bytes
 */
export function join(
  held: HeldFrame,
  next: SealedFrame,
  most: number,
  allocate: (bytes: number) => Uint8Array,
): boolean {
  const length = held.bytes.length + next.bytes.length - FRAME_HEADER_BYTES;
  if (length > most) return false;
  // Doubled each time, so that every byte is moved a few times only.
  held.bytes = joinFrames(held.bytes, next.bytes, (bytes) => allocate(Math.min(most, Math.max(FIRST_ROOM, bytes * 2))));
  held.endSeq = next.endSeq;
  const [stdin, stdout, stderr] = held.firstNewline;
  const [nextStdin, nextStdout, nextStderr] = next.firstNewline;
  held.firstNewline = [first(stdin, nextStdin), first(stdout, nextStdout), first(stderr, nextStderr)];
  return true;
}

/** Of two offsets in order, -1 where there is none, the first. */
function first(one: number, other: number): number {
  return one >= 0 ? one : other;
}
