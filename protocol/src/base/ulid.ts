/** Crockford's base 32: no I, L, O, U. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Characters of a ULID as text. */
const TEXT_LENGTH = 26;
/** Bytes of a ULID on the wire. */
export const ULID_BYTES = 16;

const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));

/** Makes a ULID: 48 bits of time (milliseconds since 1970), then 10 random bytes. Sorts by time as text. */
export function makeUlid(milliseconds: number, random: Uint8Array): string {
  const bytes = new Uint8Array(ULID_BYTES);
  let rest = milliseconds;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  return ulidText(bytes);
}

/** The 26 characters of 16 bytes: 128 bits behind two zero bits, five at a time. */
export function ulidText(bytes: Uint8Array): string {
  let text = '';
  for (let digit = 0; digit < TEXT_LENGTH; digit++) {
    let value = 0;
    for (let bit = digit * 5 - 2; bit < digit * 5 + 3; bit++) {
      value = value * 2 + (bit < 0 ? 0 : ((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    }
    text += DIGITS[value];
  }
  return text;
}

/** The 16 bytes of a ULID, or null when the text is none. */
export function ulidBytes(text: string): Uint8Array | null {
  if (text.length !== TEXT_LENGTH || (VALUES.get(text[0] ?? '') ?? 8) > 7) return null;
  const bytes = new Uint8Array(ULID_BYTES);
  for (let digit = 0; digit < TEXT_LENGTH; digit++) {
    const value = VALUES.get(text[digit] ?? '');
    if (value === undefined) return null;
    for (let i = 0; i < 5; i++) {
      const bit = digit * 5 - 2 + i;
      if (bit >= 0 && value & (16 >> i)) bytes[bit >> 3] = (bytes[bit >> 3] as number) | (128 >> (bit & 7));
    }
  }
  return bytes;
}
