import type { RunInfo } from '../src/state/protocol.ts';

type Exit = NonNullable<RunInfo['exit']>;

/** A child with three pipes that has written nothing yet, with changes. */
export const exampleRun = (changes: Partial<RunInfo> = {}): RunInfo => ({
  run: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  number: 1,
  state: 'running',
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
  streams: { stdin: null, stdout: null, stderr: null },
  ...changes,
});

/** A normal end five milliseconds after the start, with changes. */
export const exampleExit = (changes: Partial<Exit> = {}): Exit => ({
  returncode: 0,
  coreDumped: false,
  userSeconds: 0,
  systemSeconds: 0,
  maxRssKib: null,
  unread: { stdout: 0, stderr: 0 },
  streamsOpen: [],
  time: 5_000,
  ...changes,
});
