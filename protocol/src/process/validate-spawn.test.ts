import { describe, expect, it } from 'vitest';
import { OSError, ValueError } from './errors.ts';
import { DEVNULL, PIPE, PTY, STDOUT } from './stdio.ts';
import { execRequest, shellRequest } from './validate-spawn.ts';

const exec = (options: object = {}) => execRequest('true', [], options);

describe('execRequest', () => {
  it('fills in the defaults of CPython', () => {
    expect(execRequest('ls', ['-l'], {})).toEqual({
      argv: ['ls', '-l'],
      shell: false,
      executable: null,
      stdin: 'inherit',
      stdout: 'inherit',
      stderr: 'inherit',
      limit: 65_536,
      cwd: null,
      env: null,
      startNewSession: false,
      processGroup: null,
      umask: null,
      passFds: [],
      closeFds: true,
      restoreSignals: true,
      pipeSize: null,
      columns: 80,
      rows: 24,
      user: null,
      group: null,
      extraGroups: null,
    });
  });

  it('knows where the standard streams may lead', () => {
    expect(exec({ stdin: PIPE, stdout: DEVNULL, stderr: STDOUT })).toMatchObject({
      stdin: 'pipe',
      stdout: 'devnull',
      stderr: 'stdout',
    });
    expect(exec({ stdin: PTY, stderr: PTY })).toMatchObject({ stdin: 'pty', stdout: 'inherit', stderr: 'pty' });
    expect(exec({ stdin: 5, stdout: { fileno: () => 6 }, stderr: { fd: 7 } })).toMatchObject({
      stdin: { fd: 5 },
      stdout: { fd: 6 },
      stderr: { fd: 7 },
    });
  });

  it('makes the child of a terminal the leader of a session, and gives the terminal its size', () => {
    expect(exec({ stderr: PTY, columns: 132 })).toMatchObject({ startNewSession: true, columns: 132, rows: 24 });
    expect(exec({ stderr: PIPE })).toMatchObject({ startNewSession: false });
  });

  it('takes bytes and file: URLs for program and arguments', () => {
    const { argv } = execRequest(new URL('file:///bin/my%20prog'), [Uint8Array.of(0xff), Buffer.from('x')], {});
    expect(argv).toEqual(['/bin/my prog', Uint8Array.of(0xff), Uint8Array.of(0x78)]);
  });

  it('takes an environment as object or Map, empty names included', () => {
    expect(exec({ env: { A: '1', '': 'x' } }).env).toEqual([
      ['A', '1'],
      ['', 'x'],
    ]);
    const bytes = Uint8Array.of(0xff);
    expect(exec({ env: new Map([[bytes, 'v']]) }).env).toEqual([[bytes, 'v']]);
    expect(exec({ env: {} }).env).toEqual([]);
  });

  it('takes the neutral value of refused options', () => {
    const neutral = {
      text: false,
      universalNewlines: null,
      encoding: null,
      errors: null,
      bufsize: 0,
      shell: false,
      preexecFn: null,
      startupinfo: null,
      creationflags: 0,
      umask: -1,
      pipeSize: -1,
    };
    expect(exec(neutral)).toEqual(exec());
  });

  it('turns closeFds on when fds are passed', () => {
    expect(exec({ closeFds: false }).closeFds).toBe(false);
    expect(exec({ closeFds: false, passFds: [5] })).toMatchObject({ closeFds: true, passFds: [5] });
  });

  it.each<[string, object]>([
    ['text', { text: true }],
    ['universalNewlines', { universalNewlines: true }],
    ['encoding', { encoding: 'utf-8' }],
    ['errors', { errors: 'strict' }],
    ['bufsize', { bufsize: 4096 }],
    ['shell', { shell: true }],
    ['preexecFn', { preexecFn: () => undefined }],
    ['startupinfo', { startupinfo: {} }],
    ['creationflags', { creationflags: 1 }],
    ['limit 0', { limit: 0 }],
    ['stdin STDOUT', { stdin: STDOUT }],
    ['stdout STDOUT', { stdout: STDOUT }],
    ['a negative fd to pass', { passFds: [-1] }],
    ['a negative user', { user: -1 }],
    ['extraGroups as text', { extraGroups: 'staff' }],
    ['NUL in cwd', { cwd: 'a\0b' }],
    ['= in a variable name', { env: { 'A=B': '1' } }],
    ['no columns', { columns: 0 }],
    ['more rows than 16 bits hold', { rows: 65_536 }],
    ['a terminal in a given process group', { stdout: PTY, processGroup: 0 }],
    ['NUL in a value', { env: { A: '\0' } }],
    ['half a surrogate pair', { env: { A: '\ud800' } }],
  ])('T29 T131 refuses %s with ValueError', (_, options) => {
    expect(() => exec(options)).toThrow(ValueError);
  });

  it.each<[string, object]>([
    ['an unknown option', { bogusOption: 1 }],
    ['a limit that is no integer', { limit: '1' }],
    ['a stream as text', { stdout: 'pipe' }],
    ['a stream without fd', { stdout: {} }],
    ['an umask as text', { umask: '022' }],
    ['an env that is no mapping', { env: 'A=B' }],
    ['a number as a value', { env: { A: 1 } }],
    ['an undefined value', { env: { A: undefined } }],
    ['extraGroups as a number', { extraGroups: 5 }],
    ['a user as an object', { user: {} }],
  ])('refuses %s with TypeError', (_, options) => {
    expect(() => exec(options)).toThrow(TypeError);
  });

  it('names the unknown option', () => {
    expect(() => exec({ stdOut: PIPE })).toThrow("unexpected option 'stdOut'");
  });

  it('refuses ids and numbers that C would cut down to others', () => {
    for (const options of [
      { user: 2 ** 32 },
      { group: 2 ** 40 },
      { extraGroups: [2 ** 32] },
      { umask: 2 ** 31 },
      { processGroup: 2 ** 32 },
    ]) {
      expect(() => exec(options)).toThrow(ValueError);
    }
    for (const options of [{ stdout: 2 ** 32 + 1 }, { passFds: [2 ** 32 + 1] }]) {
      expect(() => exec(options)).toThrow(expect.objectContaining({ code: 'EBADF' }));
    }
    expect(exec({ user: 2 ** 32 - 1, umask: 2 ** 31 - 1 })).toMatchObject({ user: 2 ** 32 - 1, umask: 2 ** 31 - 1 });
  });

  it('gives EBADF without filename for another negative number', () => {
    expect(() => exec({ stdin: -5 })).toThrow(expect.objectContaining({ code: 'EBADF', filename: null }));
    expect(() => exec({ stdin: -5 })).toThrow(OSError);
  });

  it('reports the first thing wrong: options, then streams, then strings', () => {
    expect(() => execRequest('a\0', [], { stdout: STDOUT, text: true })).toThrow('text');
    expect(() => execRequest('a\0', [], { stdout: STDOUT })).toThrow('STDOUT');
    expect(() => execRequest('a\0', [], {})).toThrow('embedded null byte');
  });

  it.each([5, null, undefined, ['a']])('refuses %o as an argument', (value) => {
    expect(() => execRequest('echo', [value], {})).toThrow(TypeError);
    expect(() => execRequest(value, [], {})).toThrow(TypeError);
  });

  it('refuses a URL that is no local file', () => {
    expect(() => execRequest(new URL('http://x/y'), [], {})).toThrow(ValueError);
    expect(() => execRequest(new URL('file:///a%2Fb'), [], {})).toThrow(ValueError);
  });
});

describe('shellRequest', () => {
  it('is /bin/sh -c', () => {
    expect(shellRequest('echo hi', {})).toMatchObject({ argv: ['/bin/sh', '-c', 'echo hi'], shell: true });
    expect(shellRequest('', { shell: true }).argv).toEqual(['/bin/sh', '-c', '']);
  });

  it('runs another shell under its own name', () => {
    expect(shellRequest('x', { executable: '/bin/bash' })).toMatchObject({
      argv: ['/bin/bash', '-c', 'x'],
      executable: '/bin/bash',
    });
  });

  it('refuses lists and what exec refuses', () => {
    expect(() => shellRequest(['ls'], {})).toThrow(ValueError);
    expect(() => shellRequest('true', { shell: false })).toThrow(ValueError);
    expect(() => shellRequest('true', { text: true })).toThrow(ValueError);
    expect(() => shellRequest('a\0b', {})).toThrow(ValueError);
  });
});
