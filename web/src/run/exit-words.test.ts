import { expect, test } from 'vitest';
import type { ExitInfo } from '../state/protocol.ts';
import { type EndedRun, exitWords } from './exit-words.ts';

const OWN = ['a', 'me'];

const exit = (returncode: number | null, more: Partial<ExitInfo> = {}): ExitInfo => ({
  returncode,
  coreDumped: false,
  userSeconds: 0,
  systemSeconds: 0,
  maxRssKib: 1,
  unread: { stdout: 0, stderr: 0 },
  streamsOpen: [],
  time: 1,
  ...more,
});
const ended = (returncode: number | null, more: Partial<EndedRun> = {}): EndedRun => ({
  argv: ['prog'],
  shell: false,
  state: 'exited',
  exit: exit(returncode),
  ...more,
});
const shell = (command: string): Partial<EndedRun> => ({ argv: ['/bin/sh', '-c', command], shell: true });

test.each<[string, EndedRun, string, string]>([
  ['0', ended(0), 'Finished. Exit code 0: success.', ''],
  [
    '1',
    ended(1),
    'Finished with exit code 1.',
    'Most programs use 1 for "it did not work". What it means here is up to the program.',
  ],
  ['2', ended(2), 'Finished with exit code 2.', 'Often: wrong use, or a shell syntax error.'],
  ['3', ended(3), 'Finished with exit code 3.', 'The program chose this number.'],
  ['125', ended(125), 'Finished with exit code 125.', 'The program chose this number.'],
  ['124 without timeout', ended(124), 'Finished with exit code 124.', 'The program chose this number.'],
  [
    '124 with timeout',
    ended(124, { argv: ['/usr/bin/timeout', '1', 'sleep', '9'] }),
    '`timeout` ended it.',
    'Exit code 124 is what timeout gives when the time was up, unless its command chose that number.',
  ],
  [
    '124 with timeout in a shell line',
    ended(124, shell('timeout 1 sleep 9')),
    'The shell reports 124: usually `timeout` ended its command.',
    'Exit code 124 is what timeout gives when the time was up, unless its command chose that number.',
  ],
  [
    '126 via shell',
    ended(126, shell('/etc')),
    'The shell reports 126: usually it found the command but could not run it.',
    'Then it is not executable, or a directory.',
  ],
  [
    '127 via shell',
    ended(127, { argv: ['sh', '-c', 'nope'] }),
    'The shell reports 127: usually it did not find a command.',
    'Look at what it wrote to stderr for the name it looked for.',
  ],
  [
    '127 via shell, with the command it did not find',
    ended(127, { ...shell('pyhton3'), missingCommand: { command: 'pyhton3', suggestion: 'python3' } }),
    'The shell did not find that command (127).',
    'It looked for `pyhton3`. Did you mean `python3`?',
  ],
  [
    '127 of a script, with a command that is like no other',
    ended(127, { argv: ['./build'], missingCommand: { command: 'nosuch', suggestion: null } }),
    'The shell did not find that command (127).',
    'It looked for `nosuch`.',
  ],
  ['127 without a shell', ended(127), 'Finished with exit code 127.', 'The program chose this number.'],
  [
    '137 via shell',
    ended(137, shell("sh -c 'kill -9 $$'; exit $?")),
    'The shell reports 137: usually its last command was ended by SIGKILL.',
    'The shell itself exited normally, so returncode is positive (137 = 128 + 9).',
  ],
  [
    '137 without a shell',
    ended(137),
    'Finished with exit code 137.',
    'The program chose this number. A shell would use 137 = 128 + 9 for an end by SIGKILL; this was no shell.',
  ],
  [
    '141 via shell',
    ended(141, shell('x')),
    'The shell reports 141: usually the reader of its last command went away (SIGPIPE).',
    'Normal for `yes | head`. The shell itself exited normally, so returncode is positive (141 = 128 + 13).',
  ],
  [
    '139 via shell',
    ended(139, shell('x')),
    'The shell reports 139: usually its last command crashed, touching memory it may not (SIGSEGV).',
    'The shell itself exited normally, so returncode is positive (139 = 128 + 11).',
  ],
  [
    '134 via shell',
    ended(134, shell('x')),
    'The shell reports 134: usually its last command aborted itself (SIGABRT).',
    'The shell itself exited normally, so returncode is positive (134 = 128 + 6).',
  ],
  [
    '130 via shell',
    ended(130, shell('x')),
    'The shell reports 130: usually its last command was interrupted (SIGINT, Ctrl-C).',
    'The shell itself exited normally, so returncode is positive (130 = 128 + 2).',
  ],
  [
    '160 via shell, which is no signal anybody knows',
    ended(160, shell('exit 160')),
    'Finished with exit code 160.',
    'The program chose this number.',
  ],
  ['160 without a shell', ended(160), 'Finished with exit code 160.', 'The program chose this number.'],
  ['a signal of the C library', ended(-32), 'Ended by signal 32. returncode −32.', 'Not known who sent it.'],
  ['255', ended(255), 'Finished with exit code 255.', 'Often −1 or "exit out of range" by the program.'],
  [
    '255 via shell',
    ended(255, shell('x')),
    'Finished with exit code 255.',
    'Often −1 or "exit out of range" by the program.',
  ],
  [
    '-15 by you',
    ended(-15, { signalled: { signal: 15, by: 'a', time: 1 } }),
    'Ended by SIGTERM (signal 15). returncode −15.',
    'Sent by you.',
  ],
  [
    '-15 by somebody else here',
    ended(-15, { signalled: { signal: 15, by: 'b', time: 1 } }),
    'Ended by SIGTERM (signal 15). returncode −15.',
    'Sent from another tab or client.',
  ],
  [
    '-9 by another tab',
    ended(-9, { signalled: { signal: 9, by: 'b', time: 1 } }),
    'Ended by SIGKILL (signal 9). returncode −9.',
    'Sent from another tab or client.',
  ],
  [
    '-15 by the agent that stops',
    ended(-15, { signalled: { signal: 15, by: 'agent', time: 1 } }),
    'Ended by SIGTERM (signal 15). returncode −15.',
    'Sent by the agent when it was stopped.',
  ],
  ['-15 by somebody', ended(-15), 'Ended by SIGTERM (signal 15). returncode −15.', 'Not known who sent it.'],
  [
    '-9 not from here',
    ended(-9),
    'Ended by SIGKILL (signal 9). returncode −9.',
    "Not sent from here. Often the out-of-memory killer; check the host's log.",
  ],
  [
    '-13',
    ended(-13),
    'Its reader went away (SIGPIPE).',
    'returncode −13. Normal for `yes | head`. Somebody may also have sent it by hand.',
  ],
  [
    '-11 with a core',
    ended(-11, { exit: exit(-11, { coreDumped: true }) }),
    'Crashed: it touched memory it may not (SIGSEGV).',
    'returncode −11. Somebody may also have sent it by hand. It left a core dump.',
  ],
  ['-6', ended(-6), 'It aborted itself (SIGABRT).', 'returncode −6. Somebody may also have sent it by hand.'],
  [
    '-11 by you',
    ended(-11, { signalled: { signal: 11, by: 'a', time: 1 } }),
    'Ended by SIGSEGV (signal 11). returncode −11.',
    'Sent by you.',
  ],
  [
    '-2 by you',
    ended(-2, { signalled: { signal: 2, by: 'a', time: 1 } }),
    'Interrupted (SIGINT, Ctrl-C).',
    'returncode −2. Sent by you.',
  ],
  ['a real-time signal', ended(-35), 'Ended by SIGRTMIN+1 (signal 35). returncode −35.', 'Not known who sent it.'],
  [
    'a lost status',
    ended(null),
    'It has ended; its status was lost.',
    'Something else collected it. pipescope does not invent a number.',
  ],
])('%s is said in words', (_case, run, sentence, more) => {
  expect(exitWords(run, OWN)).toMatchObject({ sentence, more });
});

test('what never started says why', () => {
  const run: EndedRun = {
    argv: ['nope'],
    shell: false,
    state: 'failed',
    error: { name: 'FileNotFoundError', message: '', strerror: 'No such file or directory' },
  };
  expect(exitWords(run, OWN)?.sentence).toBe('It never started: no such file or directory.');
});

test('a signal of another number does not make the end yours', () => {
  expect(exitWords(ended(-9, { signalled: { signal: 15, by: 'a', time: 1 } }), OWN)?.tone).toBe('bad');
});

test('while it runs there is no banner', () => {
  expect(exitWords({ argv: ['x'], shell: false, state: 'running' }, OWN)).toBeNull();
});
