import { describe, expect, it } from 'vitest';
import { fromErrorRecord, toErrorRecord } from './error-record.ts';
import {
  CancelledError,
  ConnectionResetError,
  EOFError,
  FileNotFoundError,
  IncompleteReadError,
  LimitOverrunError,
  OSError,
  osError,
  ValueError,
} from './errors.ts';

describe('osError', () => {
  it.each([
    ['ENOENT', 'FileNotFoundError', 2],
    ['EACCES', 'PermissionError', 13],
    ['EPERM', 'PermissionError', 1],
    ['ENOTDIR', 'NotADirectoryError', 20],
    ['ESRCH', 'ProcessLookupError', 3],
    ['EPIPE', 'BrokenPipeError', 32],
    ['ESHUTDOWN', 'BrokenPipeError', 108],
    ['ECONNRESET', 'ConnectionResetError', 104],
    ['E2BIG', 'OSError', 7],
    ['ENOEXEC', 'OSError', 8],
  ])('makes of %s a %s with errno %i, by name and by number', (code, name, errno) => {
    for (const error of [osError(code), osError(errno)]) {
      expect(error).toBeInstanceOf(OSError);
      expect(error).toMatchObject({ name, code, errno, filename: null, path: null });
    }
  });

  it('speaks as Python does', () => {
    expect(osError('ENOENT', { filename: 'nope' }).message).toBe("[Errno 2] No such file or directory: 'nope'");
    expect(osError('EBADF').message).toBe('[Errno 9] Bad file descriptor');
    const bytes = osError('ENOENT', { filename: Uint8Array.of(0x61, 0xff) });
    expect(bytes.message).toBe("[Errno 2] No such file or directory: b'a\\xff'");
    expect(bytes.path).toEqual(Uint8Array.of(0x61, 0xff));
  });
});

it('IncompleteReadError is an EOFError and says "undefined" when no number was asked for', () => {
  const error = new IncompleteReadError(new Uint8Array(3), null);
  expect(error).toBeInstanceOf(EOFError);
  expect(error.message).toContain('undefined expected bytes');
});

describe('error records', () => {
  it.each([
    osError('ENOENT', { filename: 'nope' }),
    osError('EACCES', { filename: Uint8Array.of(0xff) }),
    new ConnectionResetError('ECONNRESET', { message: 'Connection lost' }),
    new IncompleteReadError(Uint8Array.of(1, 2), 5),
    new IncompleteReadError(Uint8Array.of(1, 2), null),
    new LimitOverrunError('too long', 7),
    new ValueError('limit must be above 0'),
    new TypeError('wrong type'),
    new CancelledError(),
  ])('T102 T103 bring %s back with class, message and fields', (error) => {
    const back = fromErrorRecord(structuredClone(toErrorRecord(error)));
    expect(back).toBeInstanceOf(error.constructor);
    expect(toErrorRecord(back)).toEqual(toErrorRecord(error));
    expect(back).toEqual(error);
  });

  it('keep the name and code of a class that is not known', () => {
    const back = fromErrorRecord({ name: 'ProtocolError', message: 'no such run', code: 'PS_NO_SUCH_RUN' });
    expect(back).toMatchObject({ name: 'ProtocolError', message: 'no such run', code: 'PS_NO_SUCH_RUN' });
    expect(toErrorRecord(back)).toEqual({ name: 'ProtocolError', message: 'no such run', code: 'PS_NO_SUCH_RUN' });
    expect(toErrorRecord('text')).toEqual({ name: 'Error', message: 'text' });
    expect(fromErrorRecord(toErrorRecord(osError('ENOENT')))).toBeInstanceOf(FileNotFoundError);
  });
});
