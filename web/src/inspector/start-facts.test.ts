import { expect, test } from 'vitest';
import { exampleRun } from '../../test/example-run.ts';
import { EMPTY_DRAFT } from '../state/draft.ts';
import { draftFacts, runFacts } from './start-facts.ts';

const words = (change: Parameters<typeof draftFacts>[0]): string[] => {
  const { streams, options } = draftFacts(change);
  return [...streams, ...options].map((fact) => `${fact.name}: ${fact.words}`);
};

test('a plain draft is told in full', () => {
  expect(words({ ...EMPTY_DRAFT, argv: ['ls'] })).toEqual([
    'stdin: a pipe, which you write into',
    'stdout: a pipe',
    'stderr: a pipe',
    'working directory: the agent’s own',
    'environment: inherited from the agent',
    'session: a new one; it leads its own process group',
    'limit: 65,536 bytes; the reader pauses above twice this',
    'consumer: Follow: everything is read as it comes',
  ]);
});

test('values of the environment are never told', () => {
  const env = [{ name: 'API_TOKEN', value: 'hunter2', remove: false }];
  const told = words({ ...EMPTY_DRAFT, argv: ['ls'], env, stderr: 'stdout', cwd: '/tmp' });
  expect(told).toContain('environment: inherited, with 1 change: API_TOKEN');
  expect(told).toContain('stderr: STDOUT: into the same pipe as stdout');
  expect(told).toContain('working directory: /tmp');
  expect(words({ ...EMPTY_DRAFT, cwd: '/a\u202eb' })).toContain('working directory: /a⟨U+202E⟩b');
  expect(told.join()).not.toContain('hunter2');
  expect(words({ ...EMPTY_DRAFT, env, envEmpty: true })).toContain('environment: only API_TOKEN');
  expect(words({ ...EMPTY_DRAFT, envEmpty: true })).toContain('environment: empty');
});

test('of a run the environment is told as it was', () => {
  const told = (run: Parameters<typeof exampleRun>[0]) => runFacts(exampleRun(run)).options.map(({ words }) => words);
  expect(told({ envNames: ['FOO', 'HOME'], envRemoved: ['HOME'] })).toContain(
    'inherited, with 2 changes: FOO, HOME removed',
  );
  expect(told({ envNames: [], envOnly: true })).toContain('empty');
  expect(told({ envNames: ['A'], envOnly: true })).toContain('only A');
});

test('of a run the limit and who reads it are told in the same words', () => {
  const run = exampleRun({
    argv: ['yes'],
    limit: 8,
    consumers: { stdout: 'step', stderr: 'step' },
    streams: { stdin: null, stdout: { bytes: 0, lines: 0, ended: false }, stderr: null },
  });
  expect(
    runFacts(run)
      .options.map((fact) => `${fact.name}: ${fact.words}`)
      .slice(-2),
  ).toEqual([
    'limit: 8 bytes; the reader pauses above twice this',
    'consumer: Step: each press reads once, and nothing is read between presses',
  ]);
});
