import fc from 'fast-check';
import { compile } from './compile-process.ts';

/** What one call on a process is; `together` makes several at once and waits for all. Bytes are latin-1 text. */
export type SimpleCall =
  | readonly ['write', text: string, times: number]
  | readonly ['drain' | 'close' | 'closed' | 'wait' | 'returncode' | 'kill' | 'terminate']
  | readonly ['signal', number: number]
  | readonly ['communicate', input: string | null]
  | readonly ['all' | 'line' | 'end', stream: OutputName]
  | readonly ['exactly', stream: OutputName, count: number]
  | readonly ['until', stream: OutputName, separator: string];
export type ProcessCall = SimpleCall | readonly ['together', calls: readonly SimpleCall[]];
export type OutputName = 'stdout' | 'stderr';

/** A child and what is done with it; everything that comes out is decided by the program alone, never by time. */
export interface ProcessProgram {
  readonly shell: boolean;
  /** With `shell` the one command. */
  readonly argv: readonly string[];
  readonly stdin: 'pipe' | 'devnull';
  readonly stdout: 'pipe' | 'devnull';
  readonly stderr: 'pipe' | 'devnull' | 'stdout';
  readonly cwd: string | null;
  readonly env: Readonly<Record<string, string>> | null;
  readonly session: boolean;
  readonly calls: readonly ProcessCall[];
}

/** What the child does next, with the call that answers it; `compile` leaves out what cannot be in its place. */
export type Segment =
  | { readonly kind: 'say'; readonly stream: OutputName; readonly text: string }
  | { readonly kind: 'flood'; readonly stream: OutputName; readonly size: number }
  | { readonly kind: 'ask'; readonly text: string; readonly drain: boolean }
  | { readonly kind: 'take'; readonly stream: OutputName; readonly how: number }
  | { readonly kind: 'alive' }
  | { readonly kind: 'shut'; readonly stream: OutputName }
  | { readonly kind: 'deaf' };

/** How the child ends. */
export type Ending =
  | { readonly kind: 'exit'; readonly status: number }
  | { readonly kind: 'suicide' | 'signal' | 'trap'; readonly signal: number }
  | { readonly kind: 'cat'; readonly text: string; readonly times: number }
  | { readonly kind: 'communicate'; readonly input: string | null; readonly echo: OutputName | 'none' };

export interface ProcessPlan {
  readonly shell: boolean;
  readonly session: boolean;
  readonly stdin: ProcessProgram['stdin'];
  readonly stdout: ProcessProgram['stdout'];
  readonly stderr: ProcessProgram['stderr'];
  readonly env: ProcessProgram['env'];
  readonly segments: readonly Segment[];
  readonly ending: Ending;
  /** Order of the calls after the end. */
  readonly afterwards: readonly number[];
}

const word = fc.array(fc.constantFrom('a', 'b', 'c', ' ', ';'), { maxLength: 12 }).map((letters) => letters.join(''));
const text = fc.array(fc.constantFrom('a', 'b', ';', '\n'), { maxLength: 30 }).map((letters) => letters.join(''));
const output = fc.constantFrom<OutputName>('stdout', 'stderr');
/** Signals whose default is to end a process, without a core file; also some real-time ones. */
const signal = fc.constantFrom(1, 2, 9, 10, 12, 14, 15, 34, 50, 64);
const trapped = fc.constantFrom(1, 10, 12, 15);

const segment: fc.Arbitrary<Segment> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('say' as const), stream: output, text }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('ask' as const), text: word, drain: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('take' as const), stream: output, how: fc.nat(99) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('flood' as const),
      stream: output,
      size: fc.constantFrom(65_536, 70_000, 131_073, 300_000),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'alive' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('shut' as const), stream: output }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'deaf' as const }) },
);

const ending: fc.Arbitrary<Ending> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('exit' as const), status: fc.nat(300) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('suicide' as const), signal }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('signal' as const), signal }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('trap' as const), signal: trapped }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('cat' as const), text, times: fc.constantFrom(1, 1, 3, 2000, 20_000) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('communicate' as const),
      input: fc.option(text),
      echo: fc.constantFrom<OutputName | 'none'>('stdout', 'stderr', 'none'),
    }),
  },
);

const plan: fc.Arbitrary<ProcessPlan> = fc.record({
  shell: fc.boolean(),
  session: fc.boolean(),
  stdin: fc.constantFrom('pipe', 'pipe', 'pipe', 'devnull'),
  stdout: fc.constantFrom('pipe', 'pipe', 'pipe', 'pipe', 'devnull'),
  stderr: fc.constantFrom('pipe', 'pipe', 'pipe', 'devnull', 'stdout'),
  env: fc.constantFrom<ProcessProgram['env'][]>(null, null, {}, { A: '1' }, { A: '', B: 'x y' }),
  segments: fc.array(segment, { maxLength: 10 }),
  ending,
  afterwards: fc.array(fc.nat(99), { minLength: 1, maxLength: 6 }),
});

/** Starts that fail, each in its own way. */
const failing: fc.Arbitrary<ProcessProgram> = fc
  .record({
    argv: fc.constantFrom(
      ['no-such-program-here'],
      ['/no/such/program', 'x'],
      ['/etc/passwd'],
      ['/etc/passwd/x'],
      ['/'],
      [''],
      ['true', 'a\0b'],
      ['true'],
    ),
    cwd: fc.constantFrom('/no/such/folder', '/etc/passwd', '/', null),
    env: fc.constantFrom<ProcessProgram['env'][]>(
      null,
      {},
      { 'A=B': '1' },
      { PATH: '' },
      { PATH: '/etc/passwd:/nowhere' },
    ),
    stdin: fc.constantFrom('pipe' as const, 'devnull' as const),
  })
  .map(({ argv, cwd, env, stdin }) => ({
    ...{ shell: false, argv, cwd, env, stdin, stdout: 'pipe' as const, stderr: 'pipe' as const, session: false },
    calls: [['communicate', null], ['wait'], ['returncode'], ['kill']],
  }));

/** Random children and what is done with them. */
export const processPrograms = (): fc.Arbitrary<ProcessProgram> =>
  fc.oneof({ weight: 12, arbitrary: plan.map(compile) }, { weight: 1, arbitrary: failing });
