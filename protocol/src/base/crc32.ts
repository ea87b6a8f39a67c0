/** The polynomial of zlib, gzip and PNG, bits reversed. */
const POLYNOMIAL = 0xedb88320;
/** Bytes taken per step: one table each ("slicing by eight"). */
const SLICES = 8;

const tables = makeTables();

function makeTables(): Uint32Array[] {
  const first = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
    return value;
  });
  const all = [first];
  for (let slice = 1; slice < SLICES; slice++) {
    all.push((all[slice - 1] as Uint32Array).map((value) => (first[value & 0xff] as number) ^ (value >>> 8)));
  }
  return all;
}

const [T0, T1, T2, T3, T4, T5, T6, T7] = tables as [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
];

/**
 * CRC-32 as in zlib. Incremental: pass the result for what came before as `value`.
 *
 *     crc32(b, crc32(a)) === crc32(a followed by b)
 */
export function crc32(bytes: Uint8Array, value = 0): number {
  let crc = ~value;
  let i = 0;
  const whole = bytes.length - (bytes.length % SLICES);
  for (; i < whole; i += SLICES) {
    crc ^=
      (bytes[i] as number) |
      ((bytes[i + 1] as number) << 8) |
      ((bytes[i + 2] as number) << 16) |
      ((bytes[i + 3] as number) << 24);
    crc =
      (T7[crc & 0xff] as number) ^
      (T6[(crc >>> 8) & 0xff] as number) ^
      (T5[(crc >>> 16) & 0xff] as number) ^
      (T4[crc >>> 24] as number) ^
      (T3[bytes[i + 4] as number] as number) ^
      (T2[bytes[i + 5] as number] as number) ^
      (T1[bytes[i + 6] as number] as number) ^
      (T0[bytes[i + 7] as number] as number);
  }
  for (; i < bytes.length; i++) crc = (T0[(crc ^ (bytes[i] as number)) & 0xff] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}
