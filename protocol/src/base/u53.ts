/** 2^32: the weight of the upper half of a 64-bit number. */
const HIGH = 4_294_967_296;
/** Largest upper half whose number is still exact in a double (2^53 - 1). */
const MAX_HIGH = 0x1f_ffff;

/** Writes a whole number from 0 to 2^53-1 as 64 bits, little-endian. */
export function writeU53(view: DataView, at: number, value: number): void {
  view.setUint32(at, value % HIGH, true);
  view.setUint32(at + 4, Math.floor(value / HIGH), true);
}

/** Reads 64 bits, little-endian; -1 when the number is beyond 2^53-1 and so would not be exact. */
export function readU53(view: DataView, at: number): number {
  const high = view.getUint32(at + 4, true);
  return high > MAX_HIGH ? -1 : high * HIGH + view.getUint32(at, true);
}
