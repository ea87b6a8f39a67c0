import { crc32 as zlibCrc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.ts';

const noise = (length: number, seed = 1) => {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
};

describe('crc32', () => {
  it('equals zlib for every length up to 70 bytes and for 1 MB', () => {
    for (let length = 0; length < 70; length++) expect(crc32(noise(length))).toBe(zlibCrc32(noise(length)));
    expect(crc32(noise(1_000_000))).toBe(zlibCrc32(noise(1_000_000)));
  });
  it('goes on from a former value at every cut', () => {
    const bytes = noise(40);
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(zlibCrc32(bytes));
    }
  });
});
