import { describe, expect, it } from 'vitest';
import { makeUlid, ulidBytes, ulidText } from './ulid.ts';

const noise = (length: number, seed = 1) => {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
};

describe('ulid', () => {
  it('text and bytes are two spellings of one number', () => {
    for (let seed = 1; seed < 50; seed++) {
      const bytes = noise(16, seed);
      const text = ulidText(bytes);
      expect(text).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
      expect(ulidBytes(text)).toEqual(bytes);
    }
    expect(ulidText(new Uint8Array(16).fill(255))).toBe('7ZZZZZZZZZZZZZZZZZZZZZZZZZ');
  });
  it('carries the time in front', () => {
    expect(makeUlid(1_469_918_176_385, new Uint8Array(10)).slice(0, 10)).toBe('01ARYZ6S41');
  });
  it('refuses text that is no ULID', () => {
    for (const text of ['', '8ZZZZZZZZZZZZZZZZZZZZZZZZZ', '0'.repeat(25), `${'0'.repeat(25)}U`, 'é'.repeat(26)]) {
      expect(ulidBytes(text)).toBeNull();
    }
  });
});
