import { describe, expect, it } from 'vitest';
import { countNewlines, skipNewlines } from './count-newlines.ts';

const naive = (bytes: Uint8Array) => bytes.reduce((n, byte) => n + (byte === 10 ? 1 : 0), 0);

describe('countNewlines', () => {
  it('counts as a byte loop does, for every alignment, length and value of byte', () => {
    const all = Uint8Array.from({ length: 3_000 }, (_, i) => (i * i * 31 + i) & (i % 5 === 0 ? 0x0b : 0xff));
    for (let start = 0; start < 9; start++) {
      for (let length = 0; length < 300; length += 7) {
        const view = all.subarray(start, start + length);
        expect(countNewlines(view)).toBe(naive(view));
      }
      expect(countNewlines(all, start, 2_990)).toBe(naive(all.subarray(start, 2_990)));
    }
  });
  it('counts a buffer of nothing but newlines', () => {
    expect(countNewlines(new Uint8Array(1_000_003).fill(10))).toBe(1_000_003);
  });
});

describe('skipNewlines', () => {
  it('stands after the nth newline, or says there are fewer', () => {
    const bytes = new Uint8Array(Buffer.from('y\n'.repeat(5_000)));
    for (const n of [1, 2, 511, 512, 513, 4_999, 5_000]) expect(skipNewlines(bytes, 0, n)).toBe(n * 2);
    expect(skipNewlines(bytes, 9_999, 1)).toBe(10_000);
    expect(skipNewlines(bytes, 0, 5_001)).toBe(-1);
  });
});
