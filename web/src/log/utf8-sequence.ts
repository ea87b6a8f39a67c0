/** Length of the valid UTF-8 sequence at `at` (Unicode table 3-7), 0 when there is none, -1 when it is cut off. */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return -1;
    const low = i > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = i > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (byte < low || byte > high) return 0;
  }
  return length;
}

/**
 * Which bytes are not part of valid UTF-8: 1 for those, else 0.
 * @param cut the bytes end where they were cut: a character that has only begun there is not wrong
 */
export function invalidUtf8(bytes: Uint8Array, cut: boolean): Uint8Array {
  const marks = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length < 0 && cut) break;
    if (length <= 0) marks[at] = 1;
    at += Math.max(length, 1);
  }
  return marks;
}
