import { expect, test } from 'vitest';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { parsePairingCode, parseStoredKey, storeKey } from './client-key.ts';
import { fromWireOsString, toWireOsString } from './wire-values.ts';

test('base64url agrees with Node for every length and every byte', () => {
  for (let length = 0; length < 70; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length * 11) & 255);
    const text = Buffer.from(bytes).toString('base64url');
    expect(encodeBase64Url(bytes)).toBe(text);
    expect(decodeBase64Url(text)).toEqual(bytes);
    expect(toWireOsString(bytes)).toEqual({ base64: Buffer.from(bytes).toString('base64') });
    expect(fromWireOsString({ base64: Buffer.from(bytes).toString('base64') })).toEqual(bytes);
  }
});

test('base64url refuses padding, other letters, a lone letter and bits that would be lost', () => {
  for (const text of ['AA==', 'A+', 'A', 'A/', 'AB', 'AAB', ' AA']) expect(decodeBase64Url(text)).toBeNull();
});

test('a pairing code is read from a link, a fragment or bare, and from nothing else', () => {
  const code = 'abcd1234.AAAAAAAAAAAAAAAAAAAAAA';
  const expected = { type: 'code', keyId: 'abcd1234', secret: new Uint8Array(16) };
  expect(parsePairingCode(`http://127.0.0.1:7777/#p=${code}`)).toEqual(expected);
  expect(parsePairingCode(`#p=${code}`)).toEqual(expected);
  expect(parsePairingCode(` p=${code}\n`)).toEqual(expected);
  for (const text of ['', '#p=', `#q=${code}`, `#p=${code}A`, 'http://127.0.0.1/#p=abc.AAAA']) {
    expect(parsePairingCode(text)).toBeNull();
  }
});

test('a kept key is read back, and what is no key is not', () => {
  const key = { type: 'key', keyId: 'abcd1234', secret: new Uint8Array(32).fill(9), agentId: 'a' } as const;
  expect(parseStoredKey(JSON.parse(JSON.stringify(storeKey(key))))).toEqual(key);
  for (const value of [null, 1, {}, { ...storeKey(key), v: 2 }, { ...storeKey(key), key: 'AAAA' }]) {
    expect(parseStoredKey(value)).toBeNull();
  }
});
