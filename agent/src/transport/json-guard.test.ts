import { describe, expect, test } from 'vitest';
import { jsonFault } from './json-guard.ts';

const LIMITS = { jsonDepth: 3, jsonKeys: 2, jsonString: 4 };
const fault = (text: string): string | undefined => jsonFault(Buffer.from(text), LIMITS);

describe('a text within its limits passes', () => {
  test.each([
    '{}',
    '1',
    '[[[1]]]',
    '{"a":1,"b":[{"a":2}]}',
    '"1234"',
    '{"a":"\\"}]"}',
    '{"a":{"a":1},"b":[]}',
    '"\\\\"',
  ])('%s', (text) => {
    expect(fault(text)).toBeUndefined();
  });
});

describe('a text beyond its limits is named', () => {
  test.each([
    ['[[[[', 'nested deeper than 3'],
    ['{"a":{"a":{"a":{', 'nested deeper than 3'],
    ['{"a":1,"b":1,"c":1}', 'an object has more than 2 keys'],
    ['"12345"', 'a string is longer than 4 bytes'],
    ['"12345', 'a string is longer than 4 bytes'],
    ['"\u00e9\u00e9\u00e9"', 'a string is longer than 4 bytes'],
    ['{"a":1,"a":2}', 'an object has the same key twice'],
    ['{"b":{"a":1},"b":2}', 'an object has the same key twice'],
    ['{"b":["x"],"b":2}', 'an object has the same key twice'],
  ])('%s: %s', (text, words) => {
    expect(fault(text)).toBe(words);
  });
});

test('brackets and colons inside of strings count for nothing', () => {
  expect(fault('["[[[","{{{",":::"]')).toBeUndefined();
});

test('a key is the same however it is escaped', () => {
  const limits = { ...LIMITS, jsonString: 20 };
  expect(jsonFault(Buffer.from('{"op":1,"\\u006fp":2}'), limits)).toBe('an object has the same key twice');
});

test('text that is not JSON is left to the parser', () => {
  for (const text of [']]]}', ':::', '"', '\\', '{"a"']) expect(fault(text)).toBeUndefined();
});
