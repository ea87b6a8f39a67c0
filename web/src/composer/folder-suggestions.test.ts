import { describe, expect, it } from 'vitest';
import { foundWords, pathToAsk, pathWith } from './folder-suggestions.ts';

const found = { folder: '/tmp/', names: ['a', 'b'], cut: false, problem: null };

describe('the suggestions for a working directory', () => {
  it('begin at the agent’s folder, at home, or at what was typed', () => {
    expect(pathToAsk('', '/srv')).toBe('/srv/');
    expect(pathToAsk('', '/')).toBe('/');
    expect(pathToAsk('', '')).toBeNull();
    expect(pathToAsk('~', '/srv')).toBe('~/');
    expect(pathToAsk('/us', '/srv')).toBe('/us');
    expect(pathToAsk('src', '/srv')).toBeNull();
    expect(pathToAsk('~ana', '/srv')).toBeNull();
    expect(pathToAsk('/a\0', '/srv')).toBeNull();
  });

  it('replace only what was typed of the name', () => {
    expect(pathWith('/us', 'usr')).toBe('/usr/');
    expect(pathWith('~/', 'src')).toBe('~/src/');
    expect(pathWith('/usr/LO', 'local')).toBe('/usr/local/');
  });

  it('say how many there are, or why there are none', () => {
    expect(foundWords('/tmp/', found)).toBe('2 folders. ↓ goes to them, Enter takes one.');
    expect(foundWords('/tmp/', { ...found, names: [] })).toBe('It has no folders in it.');
    expect(foundWords('/tmp/x', { ...found, names: [] })).toBe('No folder in it begins so.');
    expect(foundWords('/tmp/', { ...found, cut: true })).toBe('The first 2. Type on to see the others.');
    const problem = { kind: 'other', words: 'Input/output error' } as const;
    expect(foundWords('/tmp/', { ...found, names: [], problem })).toBe('/tmp/ cannot be read: Input/output error.');
  });
});
