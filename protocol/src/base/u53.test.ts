import { describe, expect, it } from 'vitest';
import { readU53, writeU53 } from './u53.ts';

describe('u53', () => {
  it('keeps every exact number and refuses the rest', () => {
    const view = new DataView(new ArrayBuffer(8));
    for (const value of [0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER]) {
      writeU53(view, 0, value);
      expect(readU53(view, 0)).toBe(value);
      expect(view.getBigUint64(0, true)).toBe(BigInt(value));
    }
    view.setBigUint64(0, 2n ** 53n, true);
    expect(readU53(view, 0)).toBe(-1);
  });
});
