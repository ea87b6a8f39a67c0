import { expect, test } from 'vitest';
import type { WireError } from '../state/protocol.ts';
import { startErrorWords } from './error-words.ts';

const error = (code: string, path: string | null = null, more: Partial<WireError> = {}): WireError => ({
  name: 'OSError',
  message: '',
  code,
  path,
  ...more,
});
const words = (code: string, argv: string[], cwd: string | null = null, path: string | null = argv[0] ?? null) =>
  startErrorWords(error(code, path), { argv, cwd });

test('a program that is not there is named', () => {
  expect(words('ENOENT', ['pyhton3', '-V']).title).toBe('There is no program named `pyhton3`.');
});

test('a program that contains a space is a command line, and Fix makes its arguments', () => {
  const { title, more, repair } = words('ENOENT', ['ls -l "a b"', 'x']);
  expect(title).toBe('`ls -l "a b"` was passed as one program name.');
  expect(more).toBe('exec takes separate arguments: [ls] [-l] [a b]');
  expect(repair).toMatchObject({ label: 'Fix', form: 'exec', argv: ['ls', '-l', 'a b', 'x'] });
});

test.each(['cd', 'export', 'source'])('%s is part of the shell', (builtin) => {
  const { title, repair } = words('ENOENT', [builtin, '/tmp']);
  expect(title).toBe(`\`${builtin}\` is part of the shell, not a program.`);
  expect(repair).toMatchObject({ form: 'shell', command: `${builtin} /tmp` });
  // What was one argument does not become a part of the program.
  expect(words('ENOENT', [builtin, 'a b; id']).repair).toMatchObject({ command: `${builtin} 'a b; id'` });
});

test('a missing folder is not blamed on the program', () => {
  expect(words('ENOENT', ['ls'], '/nope', '/nope').title).toBe(
    'The folder `/nope` does not exist, so nothing was started.',
  );
  expect(words('ENOTDIR', ['ls'], '/etc/passwd', '/etc/passwd').title).toBe(
    '`/etc/passwd` is not a folder, so nothing was started.',
  );
  expect(words('EACCES', ['ls'], '/root', '/root').title).toContain('may not enter the folder `/root`');
});

test('a missing program is not blamed on the folder', () => {
  expect(words('ENOENT', ['nope'], '/tmp', 'nope').title).toBe('There is no program named `nope`.');
});

test('permission, format and path errors are sentences', () => {
  expect(words('EACCES', ['/etc/passwd']).title).toBe('`/etc/passwd` is not executable.');
  expect(words('ENOEXEC', ['./x']).title).toBe('The system cannot run `./x`.');
  expect(words('ENOENT', ['./x']).title).toBe('There is no program at `./x`.');
});

test('too long names the argument, its size and the limit', () => {
  const { title, more } = words('E2BIG', ['echo', 'a', 'x'.repeat(200_000)]);
  expect(title).toBe('Argument 2 is too long: 200,000 B.');
  expect(more).toContain('131,071 B');
  expect(words('E2BIG', ['echo', 'x'.repeat(131_071)]).title).toBe(
    'Arguments and environment are too long together; of that 2 arguments, 131,077 B.',
  );
  expect(words('E2BIG', ['echo', 'x'.repeat(131_072)]).title).toBe('Argument 1 is too long: 131,072 B.');
});

test('of a command that is told in part, what is too long is said when this tab has it whole', () => {
  const told = { argv: ['echo', 'x'.repeat(3_000)], cwd: '/tmp', envNames: ['A'], cut: 137_000 };
  const whole = { argv: ['echo', 'x'.repeat(140_000)], env: [] };
  expect(startErrorWords(error('E2BIG'), told, whole).title).toBe('Argument 1 is too long: 140,000 B.');
  const env: [string, string][] = [['LONG', 'x'.repeat(131_070)]];
  expect(startErrorWords(error('E2BIG'), { argv: ['env'], cwd: null }, { argv: ['env'], env }).title).toBe(
    'The variable `LONG` is too long: 131,075 B with its name.',
  );
});

test('of a command that nobody has whole, only what can be known of it is said', () => {
  const told = { argv: ['echo', 'x'.repeat(3_000)], cwd: '/tmp', envNames: ['A'], cut: 137_000 };
  const { title, more } = startErrorWords(error('E2BIG'), told);
  expect(title).toBe('An argument, or all of them with the environment, are too long.');
  // 5 + 3,001 of arguments, 5 of the directory, 2 of the name.
  expect(more).toContain('are 140,013 B; only their beginning is known here.');
});

test('characters that turn the writing direction are marked in a name and in the details', () => {
  const { title, details } = startErrorWords(error('ENOENT', 'a\u202eb'), { argv: ['a\u202eb'], cwd: null });
  expect(title).toBe('There is no program named `a⟨U+202E⟩b`.');
  expect(details[0]?.[1]).toContain('a⟨U+202E⟩b');
});

test('the code stands in the details only', () => {
  const { details, title } = startErrorWords(
    error('ENOENT', 'x', { name: 'FileNotFoundError', errno: 2, message: "[Errno 2] No such file or directory: 'x'" }),
    { argv: ['x'], cwd: null },
  );
  expect(details[0]).toEqual(['Error', 'FileNotFoundError · ENOENT (2) · x']);
  expect(title).not.toContain('ENOENT');
});

test('an error nobody thought of keeps its own words', () => {
  expect(startErrorWords({ name: 'ValueError', message: 'embedded null byte' }, { argv: ['x'], cwd: null }).title).toBe(
    'It could not be started: embedded null byte.',
  );
});
