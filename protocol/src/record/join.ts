import { FRAME_HEADER_BYTES, HeaderAt } from './frame.ts';

/**
 * A valid record frame with the entries of the one that follows it behind its own. It is written into the memory of
 * the first where that has room, which changes what others may see of that frame.
 * @param allocate memory for at least so many bytes, when there is no room
 */
export function joinFrames(first: Uint8Array, next: Uint8Array, allocate: (bytes: number) => Uint8Array): Uint8Array {
  const bytes = first.length + next.length - FRAME_HEADER_BYTES;
  const joined = hasRoom(first, bytes) ? new Uint8Array(first.buffer, first.byteOffset, bytes) : moved(first, bytes);
  joined.set(next.subarray(FRAME_HEADER_BYTES), first.length);
  const view = new DataView(joined.buffer, joined.byteOffset, joined.byteLength);
  const nextView = new DataView(next.buffer, next.byteOffset, next.byteLength);
  view.setUint32(HeaderAt.body, bytes - FRAME_HEADER_BYTES, true);
  view.setUint32(HeaderAt.count, view.getUint32(HeaderAt.count, true) + nextView.getUint32(HeaderAt.count, true), true);
  return joined;

  function moved(frame: Uint8Array, wanted: number): Uint8Array {
    const memory = allocate(wanted);
    memory.set(frame);
    return memory.subarray(0, wanted);
  }
}

function hasRoom(frame: Uint8Array, bytes: number): boolean {
  return frame.byteOffset + bytes <= frame.buffer.byteLength;
}
