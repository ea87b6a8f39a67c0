import { describe, expect, it } from 'vitest';
import { decodeUtf8, decodeUtf8Strict, encodeUtf8 } from './utf8.ts';

const noise = (length: number, seed = 1) => {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
};

describe('utf8', () => {
  it('encodes as TextEncoder does, lone surrogates too', () => {
    for (const text of ['', 'plain', 'é', '€', '𝄞', 'a\ud800b', '\udc00', '\ud800', 'x'.repeat(5_000)]) {
      expect(encodeUtf8(text)).toEqual(new TextEncoder().encode(text));
    }
  });
  it('decodes any bytes as TextDecoder does', () => {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    for (let seed = 1; seed < 300; seed++) {
      const bytes = noise(50, seed * 7_919).map((byte, i) => (i % 3 === 0 ? byte : byte | 0x80));
      expect(decodeUtf8(bytes)).toBe(decoder.decode(bytes));
    }
    const text = `${'€𝄞é'.repeat(3_000)}end`;
    expect(decodeUtf8(encodeUtf8(text))).toBe(text);
  });
  it('strict decoding refuses what is not UTF-8', () => {
    expect(decodeUtf8Strict(encodeUtf8('né'))).toBe('né');
    for (const bad of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82], [0xf4, 0x90, 0x80, 0x80]]) {
      expect(decodeUtf8Strict(Uint8Array.from(bad))).toBeNull();
    }
  });
});
