import { expect, test } from 'vitest';
import { exampleExit, exampleRun } from '../../test/example-run.ts';
import type { RunInfo } from '../state/protocol.ts';
import type { RowCounts } from '../state/row-store.ts';
import { signalTarget, unfinishedOutputs } from '../state/run-words.ts';
import { exitFacts, openWords, recordWords, streamTotals } from './facts.ts';
import { stateWords } from './state-words.ts';
import { whyNoStdin } from './stdin-words.ts';

const stream = (bytes: number, lines: number, ended = true) => ({ bytes, lines, ended });
const run = (more: Partial<RunInfo> = {}): RunInfo =>
  exampleRun({
    state: 'exited',
    streams: { stdin: stream(5, 1), stdout: stream(12_345, 40), stderr: stream(0, 0) },
    exit: exampleExit({ userSeconds: 4.25, systemSeconds: 0.02, maxRssKib: 4356, time: 18_332_000 }),
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

test('an output that is not read to its end is paused, and nobody is said to hold it', () => {
  const exit = { ...(run().exit as NonNullable<RunInfo['exit']>), streamsOpen: ['stdout' as const] };
  const stdout = { ...stream(200_000, 1, false), taken: 3_392, unread: 65_536 };
  const paused = run({
    exit,
    consumers: { stdout: 'paused', stderr: 'paused' },
    streams: { stdin: null, stdout, stderr: stream(0, 0) },
  });
  expect(openWords(paused)).toBeNull();
  expect(recordWords(paused, counts(1))).toBe('not recorded whole yet: 65,536 B unread');
  expect(stateWords(paused, 'now').more).toBe('stdout is paused: 65,536 B unread in the pipe. Follow reads on.');
  const steps = run({ ...paused, consumers: { stdout: 'step', stderr: 'step' } });
  expect(stateWords(steps, 'now').more).toBe(
    'stdout is read by steps: 65,536 B unread in the pipe. Step or Follow reads on.',
  );
});

test('what a running child has written and nobody reads is said to wait in the kernel', () => {
  const stdout = { ...stream(196_608, 1, false), taken: 0, unread: 65_536 };
  const stderr = { ...stream(0, 0, false), taken: 0, unread: 0 };
  const going = exampleRun({ streams: { stdin: null, stdout, stderr } });
  expect(stateWords(going, 'now').more).toBe('65,536 B of stdout wait unread in the kernel');
  expect(stateWords(going, 'before').more).toBe('');
  const both = { ...going, streams: { ...going.streams, stderr: { ...stderr, unread: 100 } } };
  expect(stateWords(both, 'now').more).toBe('65,636 B of stdout and stderr wait unread in the kernel');
});

test('what has ended and is not taken can still be taken', () => {
  const stdout = { ...stream(10, 5), taken: 4 };
  const paused = run({ streams: { stdin: null, stdout, stderr: { ...stream(0, 0), taken: 0 } } });
  expect(stateWords(paused, 'now').more).toBe('6 B have arrived and are not taken. Follow takes them.');
  expect(unfinishedOutputs(paused)).toEqual(['stdout']);
  expect(unfinishedOutputs(run())).toEqual([]);
});

test('how long outputs stayed open after the exit is said when they have ended', () => {
  const ended = (endedAt: number) => ({ ...stream(1, 1), endedAt });
  const streams = { stdin: null, stdout: ended(24_332_000), stderr: ended(18_333_000) };
  expect(openWords(run({ streams }))).toBe('outputs stayed open 6.0 s after exit');
  expect(openWords(run({ streams: { ...streams, stdout: ended(18_340_000) } }))).toBeNull();
});

test('a signal reaches the process, then its group while an output is open', () => {
  const exit = { ...(run().exit as NonNullable<RunInfo['exit']>), streamsOpen: ['stdout' as const] };
  const streams = { stdin: stream(0, 0, false), stdout: stream(1, 1, false), stderr: stream(0, 0) };
  expect(signalTarget(run({ state: 'running' }))).toBe('process');
  expect(signalTarget(run({ exit, streams }))).toBe('group');
  expect(signalTarget(run({ exit, streams, startNewSession: false }))).toBeNull();
  expect(signalTarget(run())).toBeNull();
});

test('stdin is closed only when it was, also after the first process has ended', () => {
  const exit = { ...(run().exit as NonNullable<RunInfo['exit']>), streamsOpen: ['stdout' as const] };
  const streams = { stdin: stream(5, 1, false), stdout: stream(1, 1, false), stderr: stream(0, 0) };
  const held = run({ exit, streams });
  expect(whyNoStdin(held, null, 'now')).toBeNull();
  expect(streamTotals(held, null)[0]?.words).toBe('5 B sent');
  expect(whyNoStdin(run(), null, 'now')).toContain('It has ended');
  expect(whyNoStdin(held, null, 'gone')).toContain('The agent was restarted');
  const closed = run({ exit, streams: { ...streams, stdin: stream(5, 1) } });
  expect(whyNoStdin(closed, null, 'now')).toContain('stdin is closed');
  expect(streamTotals(closed, null)[0]?.words).toBe('5 B sent, closed');
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
