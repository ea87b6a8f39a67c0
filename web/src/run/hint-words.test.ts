import { expect, test } from 'vitest';
import type { StartHint } from '../state/protocol.ts';
import { plainWords } from '../ui/code-text.ts';
import { startErrorWords } from './error-words.ts';

const words = (code: string, argv: string[], hint: StartHint) =>
  startErrorWords({ name: 'OSError', message: '', code, path: argv[0] ?? null, hint }, { argv, cwd: null });
const notFound = (suggestion: string | null, lookedIn: string[] = ['/usr/bin', '/bin']): StartHint => ({
  kind: 'not-found',
  suggestion,
  lookedIn,
});

test('a name that is nearly that of a program: one press takes it and leaves the arguments', () => {
  const { title, repair, details } = words('ENOENT', ['pyhton3', '-V', 'a b'], notFound('python3'));
  expect(title).toBe('There is no program named `pyhton3`. Did you mean `python3`?');
  expect(repair).toEqual({ label: 'Use python3', form: 'exec', argv: ['python3', '-V', 'a b'], command: '' });
  expect(details).toContainEqual(['Looked in', '/usr/bin\n/bin']);
});

test('a name that is like none: only where it was looked for', () => {
  const { title, more, repair, details } = words('ENOENT', ['nosuchprogram'], notFound(null));
  expect(plainWords(title)).toBe('There is no program named nosuchprogram.');
  expect(more).toBe('It was looked for in `/usr/bin` and `/bin`.');
  expect(repair).toBeNull();
  expect(details).toContainEqual(['Looked in', '/usr/bin\n/bin']);
});

test('where many folders were searched their number is not read out: the details name them', () => {
  const lookedIn = ['/a', '', '/c', '/d'];
  const hint = { kind: 'not-found', suggestion: null, lookedIn } as const;
  expect(words('ENOENT', ['nosuchprogram'], hint).more).toBe(
    'It was looked for in every folder of its `PATH`; the details name them.',
  );
  expect(words('ENOENT', ['nosuchprogram'], { ...hint, lookedIn: ['/a', ''] }).more).toBe(
    'It was looked for in `/a` and `.`.',
  );
});

test('a folder of PATH that may not be entered is not taken for the program', () => {
  const { title, more } = words('EACCES', ['nope'], notFound(null));
  expect(title).toBe('There is no program named `nope`.');
  expect(more).toContain('may not look into');
});

test('a path where nothing is says so, and names no folders', () => {
  const { title, more, details } = words('ENOENT', ['./x'], notFound(null, []));
  expect(title).toBe('There is no program at `./x`.');
  expect(more).toBe('The file does not exist.');
  expect(details).toHaveLength(1);
});

test('a part of the shell and a command line are no typing mistakes', () => {
  expect(words('ENOENT', ['cd', '/tmp'], notFound('cc')).repair).toMatchObject({ label: 'Run as shell' });
  expect(words('ENOENT', ['ls -l'], notFound(null)).repair).toMatchObject({ label: 'Fix', argv: ['ls', '-l'] });
});

test('a folder is named as one', () => {
  expect(words('EACCES', ['/etc'], { kind: 'folder', file: '/etc' }).title).toBe('`/etc` is a folder.');
});

test('chmod is offered to the owner of what looks like a program only, with the path quoted for a shell', () => {
  const kind = 'no-execute-permission';
  const others = words('EACCES', ['/etc/passwd'], { kind, file: '/etc/passwd', owned: false, program: true });
  expect(others.title).toBe('`/etc/passwd` is not executable.');
  expect(others.more).not.toContain('chmod');
  const data = words('EACCES', ['/etc/passwd'], { kind, file: '/etc/passwd', owned: true, program: false });
  expect(data.title).toBe('`/etc/passwd` is not executable.');
  expect(data.more).toContain('not there to be run');
  expect(data.more).not.toContain('chmod');
  const own = words('EACCES', ['./my tool'], { kind, file: './my tool', owned: true, program: true });
  expect(own.more).toBe("If it is a program, allow it to run: `chmod +x './my tool'`");
});

test('a program found in PATH is named by its path', () => {
  const hint: StartHint = { kind: 'no-execute-permission', file: '/opt/bin/tool', owned: true, program: true };
  expect(words('EACCES', ['tool'], hint).title).toBe('`/opt/bin/tool` is not executable.');
});

test('a Windows line break is shown where it stands', () => {
  const { title, more } = words('ENOENT', ['./x'], {
    kind: 'missing-interpreter',
    file: './x',
    interpreter: '/bin/sh',
    windowsLineBreak: true,
  });
  expect(title).toBe('The system cannot run `./x`.');
  expect(more).toContain('Its first line ends in a Windows line break, so the system looks for `/bin/sh␍`.');
});

test('a missing interpreter is named', () => {
  const { more } = words('ENOENT', ['./x'], {
    kind: 'missing-interpreter',
    file: './x',
    interpreter: '/opt/perl',
    windowsLineBreak: false,
  });
  expect(more).toContain('Its first line names the interpreter `/opt/perl`, which does not exist.');
});

test('a missing loader is named, and why it is missing', () => {
  const { title, more } = words('ENOENT', ['./x'], {
    kind: 'missing-loader',
    file: './x',
    loader: '/lib/ld-musl.so.1',
  });
  expect(title).toBe('The system cannot run `./x`.');
  expect(more).toBe(
    'It is a program for the loader `/lib/ld-musl.so.1`, which does not exist here. It was built for another system; use one built for this.',
  );
});

test('a text file without an interpreter line', () => {
  const { title, more } = words('ENOEXEC', ['./x'], { kind: 'no-interpreter-line', file: './x' });
  expect(title).toBe('The system cannot run `./x`.');
  expect(more).toBe('It has no `#!` line and is not a program this machine can run.');
});

test('a limit is named with its value', () => {
  const kind = 'too-many';
  const processes = words('EAGAIN', ['true'], { kind, limit: 'processes', value: 1_024 });
  expect(processes.more).toBe("The limit of this user's processes (`ulimit -u`) is 1,024. End some and run it again.");
  expect(words('EAGAIN', ['true'], { kind, limit: 'processes', value: null }).more).not.toContain('ulimit');
  const files = words('EMFILE', ['true'], { kind, limit: 'open files', value: 256 });
  expect(files.more).toBe(
    'The limit of open files (`ulimit -n`) is reached. It may have 256 open. End some runs and try again.',
  );
  expect(words('EMFILE', ['true'], { kind, limit: 'open files', value: null }).more).toContain('reached. End some');
});
