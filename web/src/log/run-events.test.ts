import { expect, test } from 'vitest';
import { exampleExit, exampleRun } from '../../test/example-run.ts';
import type { RunInfo } from '../state/protocol.ts';
import { eventsAbove, placeEvents } from './event-places.ts';
import { knownEvents, runEvents } from './run-events.ts';

const stream = { bytes: 1, lines: 1, ended: true, endedAt: 4_900 };
const run = (returncode: number | null, more: Partial<RunInfo> = {}, streamsOpen: 'stdout'[] = []): RunInfo =>
  exampleRun({
    state: 'exited',
    streams: { stdin: stream, stdout: stream, stderr: stream },
    exit: exampleExit({ returncode, streamsOpen }),
    ...more,
  });
const words = (one: RunInfo, own: string[] = ['me']): string[] => runEvents(one, own).map((event) => event.words);

test('an exit stands after the ends of the streams, with its time', () => {
  expect(words(run(0))).toEqual(['end of stdout and stderr', 'exit code 0']);
  expect(runEvents(run(0), []).at(-1)).toMatchObject({ time: 5_000, bad: false });
  expect(runEvents(run(3), []).at(-1)).toMatchObject({ words: 'exit code 3', bad: true });
});

test('the signal that ended it stands before, with who sent it', () => {
  const signalled = { signal: 15, by: 'me', time: 4_000 };
  expect(words(run(-15, { signalled }))).toEqual([
    'SIGTERM, sent by you',
    'end of stdout and stderr',
    'ended by SIGTERM',
  ]);
  expect(words(run(-15, { signalled }), ['someone'])[0]).toBe('SIGTERM, sent by another page');
  expect(words(run(-9))).toEqual(['end of stdout and stderr', 'ended by SIGKILL']);
});

test('every event has its time, in the order in which they happened', () => {
  const streams = { stdin: stream, stdout: { ...stream, endedAt: 2_000 }, stderr: { ...stream, endedAt: 3_000 } };
  const one = run(-15, { streams, signalled: { signal: 15, by: 'me', time: 4_000 }, stdinClosedAt: 1_000 });
  expect(runEvents(one, ['me']).map(({ time, words }) => [time, words])).toEqual([
    [1_000, 'end of stdin'],
    [2_000, 'end of stdout'],
    [3_000, 'end of stderr'],
    [4_000, 'SIGTERM, sent by you'],
    [5_000, 'ended by SIGTERM'],
  ]);
});

test('a stdin that nobody closed has no event: its reader went away with the exit', () => {
  expect(words(run(0))).not.toContain('end of stdin');
});

test('outputs that ended in the same millisecond are one event, with the time of the later end', () => {
  const streams = { stdin: null, stdout: { ...stream, endedAt: 4_950 }, stderr: { ...stream, endedAt: 4_910 } };
  expect(runEvents(run(0, { streams }), [])[0]).toMatchObject({ time: 4_950, words: 'end of stdout and stderr' });
});

test('a stream that was open at the exit ended after it', () => {
  const late = { ...stream, endedAt: 9_000 };
  const both = { stdin: null, stdout: late, stderr: late };
  expect(words(run(0, { streams: both }, ['stdout']))).toEqual(['exit code 0', 'end of stdout and stderr']);
  const streams = { stdin: null, stdout: { bytes: 1, lines: 1, ended: false }, stderr: null };
  expect(words(run(0, { streams }, ['stdout']))).toEqual(['exit code 0']);
});

test('a run that goes on has none, and always the same none', () => {
  const live = exampleRun();
  expect(runEvents(live, [])).toBe(runEvents(live, []));
});

test('every signal that was sent has its event at once, with whom it went to', () => {
  const signals = [
    { signal: 15, target: 'process' as const, by: 'me', time: 1_000 },
    { signal: 10, target: 'group' as const, by: 'you', time: 2_000 },
  ];
  const live = exampleRun({ signals });
  expect(words(live)).toEqual(['SIGTERM, sent by you', 'SIGUSR1 to the whole group, sent by another page']);
});

test('ends of streams are told while the run goes on', () => {
  const streams = {
    stdin: stream,
    stdout: { bytes: 1, lines: 1, ended: false },
    stderr: { ...stream, endedAt: 3_000 },
  };
  expect(words(exampleRun({ streams, stdinClosedAt: 1_000 }))).toEqual(['end of stdin', 'end of stderr']);
});

test('every event stands after the line it followed, also the exit before lines of what is left of the run', () => {
  const signals = [{ signal: 15, target: 'process' as const, by: 'me', time: 2_000 }];
  const live = exampleRun({ signals });
  const events = runEvents(live, ['me']);
  expect(placeEvents(events, null).after).toHaveLength(1);
  expect(placeEvents(events, 1_999).after).toHaveLength(1);
  expect(placeEvents(events, 2_001)).toMatchObject({ between: [{ time: 2_000 }], after: [] });
  expect(eventsAbove(events, undefined, 1_000)).toHaveLength(0);
  expect(eventsAbove(events, 1_000, 3_000)).toHaveLength(1);
  expect(eventsAbove(events, 3_000, 4_000)).toHaveLength(0);
  const ended = placeEvents(runEvents(run(-15, { signals }, ['stdout']), ['me']), 4_950);
  expect(ended.between.map(({ time }) => time)).toEqual([2_000, 4_900]);
  expect(ended.after.map(({ words }) => words)).toEqual(['ended by SIGTERM']);
});

test('what is not known of a run that may have gone on stands behind what is', () => {
  const live = exampleRun();
  const last = (...of: Parameters<typeof knownEvents>): string | undefined => knownEvents(...of).at(-1)?.words;
  const noon = new Date(2026, 0, 1, 12, 4, 18).getTime();
  expect(knownEvents(live, [], 'now', null)).toHaveLength(0);
  expect(last(live, [], 'before', noon)).toBe('nothing is known after 12:04:18');
  expect(last(live, [], 'gone', null)).toBe('nothing more is known');
  expect(last(run(0), [], 'before', noon)).toBe('exit code 0');
});
