import { expect, test } from 'vitest';
import { exampleRun } from '../../test/example-run.ts';
import { cutProblem, type Draft, draftOfRun, draftProblems, draftSpec, EMPTY_DRAFT, edited, isBlank } from './draft.ts';

const exec = (...argv: string[]): Draft => ({ ...EMPTY_DRAFT, argv });

test('arguments are sent exactly as typed, empty ones too', () => {
  expect(draftSpec(exec('echo', '$HOME; id', '', ' x '), '/home/a').argv).toEqual(['echo', '$HOME; id', '', ' x ']);
});

test('a shell line goes to /bin/sh as one argument', () => {
  const spec = draftSpec({ ...EMPTY_DRAFT, form: 'shell', command: 'a | b' }, '/home/a');
  expect(spec).toMatchObject({ argv: ['/bin/sh', '-c', 'a | b'], shell: true, startNewSession: true });
});

test('a leading tilde of the working directory is the home of the agent', () => {
  expect(draftSpec({ ...exec('ls'), cwd: '~/src' }, '/home/a').cwd).toBe('/home/a/src');
  expect(draftSpec({ ...exec('ls'), cwd: '~' }, '/home/a').cwd).toBe('/home/a');
  expect(draftSpec({ ...exec('ls'), cwd: '~/src' }, '/home/$&').cwd).toBe('/home/$&/src');
  expect(draftSpec({ ...exec('ls'), cwd: '~' }, '/').cwd).toBe('/');
  expect(draftSpec({ ...exec('ls'), cwd: '~/src' }, '/').cwd).toBe('/src');
  expect(draftSpec({ ...exec('ls'), cwd: '~ana' }, '/home/a').cwd).toBe('~ana');
  expect(draftSpec(exec('ls'), '/home/a').cwd).toBeNull();
});

test('environment rows become changes and removals', () => {
  const env = [
    { name: 'A', value: '1', remove: false },
    { name: 'B', value: 'ignored', remove: true },
    { name: '', value: '', remove: false },
  ];
  expect(draftSpec({ ...exec('env'), env }, '/').envDiff).toEqual([
    ['A', '1'],
    ['B', null],
  ]);
  expect(draftSpec(exec('env'), '/').envDiff).toBeUndefined();
});

test.each([
  [exec(), 'argv'],
  [exec('', 'x'), 'argv'],
  [exec('echo', 'a\0b'), 'argv'],
  [{ ...EMPTY_DRAFT, form: 'shell' as const, command: '  ' }, 'command'],
  [{ ...exec('ls'), cwd: 'src' }, 'cwd'],
  [{ ...exec('ls'), cwd: '~ana' }, 'cwd'],
  [{ ...exec('ls'), env: [{ name: 'A=B', value: '', remove: false }] }, 'env'],
  [{ ...exec('ls'), env: [{ name: '', value: 'x', remove: false }] }, 'env'],
])('a mistake is found before sending: %#', (draft, field) => {
  expect(draftProblems(draft).map((problem) => problem.field)).toEqual([field]);
});

test('a good draft has no problems', () => {
  expect(draftProblems({ ...exec('ls'), cwd: '/tmp', env: [{ name: 'A', value: 'b=c', remove: false }] })).toEqual([]);
});

test('an untouched draft is blank', () => {
  expect(isBlank(EMPTY_DRAFT)).toBe(true);
  expect(isBlank(exec('ls'))).toBe(false);
});

test('an environment that starts empty holds only what is set', () => {
  const env = [
    { name: 'A', value: '1', remove: false },
    { name: 'B', value: '', remove: true },
  ];
  const spec = draftSpec({ ...exec('env'), env, envEmpty: true }, '/');
  expect(spec.env).toEqual([['A', '1']]);
  expect(spec.envDiff).toBeUndefined();
  expect(draftSpec({ ...exec('env'), envEmpty: true }, '/').env).toEqual([]);
});

test.each([
  ['65536', 65_536],
  ['1', 1],
])('the limit %s is sent in bytes', (limit, bytes) => {
  expect(draftProblems({ ...exec('ls'), limit })).toEqual([]);
  expect(draftSpec({ ...exec('ls'), limit }, '/').limit).toBe(bytes);
});

test.each(['', '0', '-1', '1.5', '64k', '1e3', '99999999999999999999'])(
  'the limit %j is refused before sending',
  (limit) => {
    expect(draftProblems({ ...exec('ls'), limit }).map(({ field }) => field)).toEqual(['limit']);
  },
);

test('of a run the environment is as it was, and a value that is not known must be given', () => {
  const again = draftOfRun(exampleRun({ argv: ['env'], envNames: ['FOO', 'HOME'], envRemoved: ['HOME'] }));
  expect(again.env).toEqual([
    { name: 'FOO', value: '', remove: false, unknown: true },
    { name: 'HOME', value: '', remove: true },
  ]);
  expect(draftProblems(again).map(({ field, index }) => [field, index])).toEqual([['env', 0]]);
  const given = edited(again, { env: again.env.map((row) => ({ ...row, unknown: false })) });
  expect(draftProblems(given)).toEqual([]);
  expect(draftSpec(given, '/').envDiff).toEqual([
    ['FOO', ''],
    ['HOME', null],
  ]);
  const empty = draftOfRun(exampleRun({ argv: ['env'], envNames: [], envOnly: true }));
  expect(draftSpec(empty, '/').env).toEqual([]);
});

test('the beginning of a command is not sent for the whole, until it is edited', () => {
  const cut: Draft = { ...exec('true', 'xxx'), cut: true };
  expect(cutProblem(cut)?.words).toMatch(/only the beginning/);
  expect(draftProblems(cut)).toEqual([{ field: 'argv', index: 1, words: cutProblem(cut)?.words }]);
  expect(draftProblems(edited(cut, { cwd: '/' }))).toHaveLength(1);
  expect(draftProblems(edited(cut, { argv: ['true', 'yyy'] }))).toEqual([]);
});
