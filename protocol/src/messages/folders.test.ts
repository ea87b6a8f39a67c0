import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { FOLDER_NAMES, FOLDER_PATH_LENGTH, folderNames } from './folders.ts';
import { clientMessage } from './requests.ts';

const asks = (path: unknown) => v.safeParse(clientMessage, { op: 'folders', id: 1, path }).success;
const answers = (change: object) =>
  v.safeParse(folderNames, { folder: '/', names: [], cut: false, problem: null, ...change }).success;

describe('the request for folders', () => {
  it('takes a path up to its limit that the system could take', () => {
    expect(asks('')).toBe(true);
    expect(asks('/'.repeat(FOLDER_PATH_LENGTH))).toBe(true);
    expect(asks('/'.repeat(FOLDER_PATH_LENGTH + 1))).toBe(false);
    expect(asks('/tmp/\0')).toBe(false);
    expect(asks(7)).toBe(false);
  });

  it('is answered with so many names of one level at most', () => {
    const names = (count: number) => Array.from({ length: count }, (_, i) => `folder ${i}`);
    expect(answers({ names: names(FOLDER_NAMES), cut: true })).toBe(true);
    expect(answers({ names: names(FOLDER_NAMES + 1) })).toBe(false);
    expect(answers({ names: [''] })).toBe(false);
    expect(answers({ names: ['x'.repeat(256)] })).toBe(false);
    expect(answers({ problem: { kind: 'denied', words: 'Permission denied' } })).toBe(true);
    expect(answers({ problem: { kind: 'bored', words: '' } })).toBe(false);
  });
});
