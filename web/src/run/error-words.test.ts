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
  expect(title).toBe('Argument 2 is too long: 200,001 B.');
  expect(more).toContain('131,072 B');
  expect(words('E2BIG', ['echo', ...Array.from({ length: 3 }, () => 'a')]).title).toBe(
    'The argument list is too long: 4 arguments, 11 B.',
  );
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
