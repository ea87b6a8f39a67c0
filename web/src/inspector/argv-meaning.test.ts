import { expect, test } from 'vitest';
import { explainArgv, ownShell } from './argv-meaning.ts';

const words = (argv: string[]): string[] => explainArgv(argv).map((meaning) => meaning.words);

test('the program comes first, and what a shell would change is said to be kept', () => {
  expect(words(['echo', '-n', '$HOME; id', '', 'a\x1bb'])).toEqual([
    'program, `argv[0]`',
    '`argv[1]`',
    '`argv[2]`, kept exactly as typed',
    '`argv[3]`, an empty argument: it is passed too',
    '`argv[4]`, with characters that cannot be seen',
  ]);
});

test('the script option of a shell is named', () => {
  expect(words(['/bin/sh', '-e', '-c', 'ls'])[2]).toBe('`argv[2]`: run the next argument as a script');
  expect(ownShell(['/bin/bash', '-c', 'x'])).toBe('bash');
  expect(ownShell(['grep', '-c', 'x'])).toBeNull();
  expect(ownShell(['sh', 'script.sh'])).toBeNull();
  expect(words(['grep', '-c'])[1]).toBe('`argv[1]`');
});

test('a program that was not found is marked', () => {
  expect(explainArgv(['pyhton3'], true)[0]).toMatchObject({ bad: true, words: 'program, `argv[0]`: not found' });
});
