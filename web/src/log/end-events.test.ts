import { expect, test } from 'vitest';
import type { RunInfo } from '../state/protocol.ts';
import { endEvents } from './end-events.ts';

const stream = { bytes: 1, lines: 1, ended: true };
const run = (returncode: number | null, more: Partial<RunInfo> = {}, streamsOpen: 'stdout'[] = []): RunInfo => ({
  run: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  number: 1,
  state: 'exited',
  argv: ['x'],
  shell: false,
  stdin: 'pipe',
  stdout: 'pipe',
  stderr: 'pipe',
  cwd: null,
  envNames: [],
  startNewSession: true,
  pid: 1,
  startedAt: 0,
  consumers: { stdout: 'follow', stderr: 'follow' },
  streams: { stdin: stream, stdout: stream, stderr: stream },
  exit: {
    returncode,
    coreDumped: false,
    userSeconds: 0,
    systemSeconds: 0,
    maxRssKib: null,
    unread: { stdout: 0, stderr: 0 },
    streamsOpen,
    time: 5_000,
  },
  ...more,
});
const words = (one: RunInfo, own: string[] = ['me']): string[] => endEvents(one, own).map((event) => event.words);

test('an exit stands after the ends of the streams, with its time', () => {
  expect(words(run(0))).toEqual(['end of stdout and stderr', 'exit code 0']);
  expect(endEvents(run(0), []).at(-1)).toMatchObject({ time: 5_000, bad: false });
  expect(endEvents(run(3), []).at(-1)).toMatchObject({ words: 'exit code 3', bad: true });
});

test('the signal that ended it stands before, with who sent it', () => {
  const signalled = { signal: 15, by: 'me' };
  expect(words(run(-15, { signalled }))).toEqual([
    'SIGTERM, sent by you',
    'end of stdout and stderr',
    'ended by SIGTERM',
  ]);
  expect(words(run(-15, { signalled }), ['someone'])[0]).toBe('SIGTERM, sent by another page');
  expect(words(run(-9))).toEqual(['end of stdout and stderr', 'ended by SIGKILL']);
});

test('a stream that was open at the exit ended after it', () => {
  expect(words(run(0, {}, ['stdout']))).toEqual(['exit code 0', 'end of stdout and stderr']);
  const streams = { stdin: null, stdout: { ...stream, ended: false }, stderr: null };
  expect(words(run(0, { streams }, ['stdout']))).toEqual(['exit code 0']);
});

test('a run that goes on has none, and always the same none', () => {
  const live = run(null, { state: 'running' });
  const { exit: _exit, ...rest } = live;
  expect(endEvents(rest, [])).toBe(endEvents(rest, []));
});
