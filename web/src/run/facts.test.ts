import { expect, test } from 'vitest';
import type { RunInfo } from '../state/protocol.ts';
import type { RowCounts } from '../state/row-store.ts';
import { exitFacts, openWords, recordWords, streamTotals } from './facts.ts';
import { stateWords } from './state-words.ts';

const stream = (bytes: number, lines: number, ended = true) => ({ bytes, lines, ended });
const run = (more: Partial<RunInfo> = {}): RunInfo => ({
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
  streams: { stdin: stream(5, 1), stdout: stream(12_345, 40), stderr: stream(0, 0) },
  exit: {
    returncode: 0,
    coreDumped: false,
    userSeconds: 4.25,
    systemSeconds: 0.02,
    maxRssKib: 4356,
    unread: { stdout: 0, stderr: 0 },
    streamsOpen: [],
    time: 18_332_000,
  },
  ...more,
});
const counts = (firstRow: number): RowCounts => ({ total: 41, firstRow, streams: run().streams });

test('the facts are one short phrase each', () => {
  expect(exitFacts(run(), null)).toEqual([
    '18.332 s',
    'CPU 4.25 s user, 0.02 s system',
    'memory at most 4,356 KiB',
    '40 lines out, 1 in',
  ]);
});

test('recorded whole is said only when it is', () => {
  expect(recordWords(run(), counts(1))).toBe('recorded whole');
  expect(recordWords(run(), counts(21))).toBe('not recorded whole: the first 20 lines left the memory');
  expect(recordWords(run(), null)).toBeNull();
  const open = run({ streams: { stdin: null, stdout: stream(1, 1, false), stderr: null } });
  expect(recordWords(open, counts(1))).toBeNull();
});

test('an output that another process holds is named until it ends', () => {
  const exit = { ...(run().exit as NonNullable<RunInfo['exit']>), streamsOpen: ['stdout' as const] };
  const open = run({ exit, streams: { stdin: null, stdout: stream(1, 1, false), stderr: stream(0, 0) } });
  expect(openWords(open)).toBe('stdout still open: another process holds it');
  expect(openWords(run({ exit }))).toBeNull();
});

test('each stream says what went through it, or where it leads', () => {
  const words = (more: Partial<RunInfo>): string[] =>
    streamTotals(run(more), null).map(({ name, words: said }) => `${name} ${said}`);
  expect(words({})).toEqual(['stdin 5 B sent, closed', 'stdout 12,345 B, read to EOF', 'stderr 0 B, read to EOF']);
  const streams = { stdin: null, stdout: stream(7, 1, false), stderr: null };
  expect(words({ stdin: 'devnull', stderr: 'stdout', streams })).toEqual([
    'stdin DEVNULL',
    'stdout 7 B',
    'stderr goes into stdout',
  ]);
});

test('the state is said only as far as it is known', () => {
  const exit = { ...(run().exit as NonNullable<RunInfo['exit']>), streamsOpen: ['stdout' as const] };
  const streams = { stdin: null, stdout: stream(1, 1, false), stderr: stream(0, 0) };
  expect(stateWords(run({ state: 'running' }), 'now').words).toBe('running');
  expect(stateWords(run({ state: 'running' }), 'before').words).toBe('unknown, last seen running');
  expect(stateWords(run(), 'now').words).toBe('finished');
  expect(stateWords(run({ exit, streams }), 'now')).toMatchObject({
    words: 'exited · outputs still open',
    more: 'another process holds stdout',
  });
});
