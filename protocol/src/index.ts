export { crc32 } from './base/crc32.ts';
export { joinWords, quoteWord } from './base/shell-quote.ts';
export { makeUlid, ulidBytes, ulidText } from './base/ulid.ts';
export { decodeUtf8, decodeUtf8Strict, encodeUtf8 } from './base/utf8.ts';
export * from './messages/index.ts';
export * from './record/index.ts';
export * from './version.ts';
