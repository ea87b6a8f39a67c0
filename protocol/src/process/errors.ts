import { errnoName, errnoNumber, strerror } from './errno.ts';
import { reprOsString } from './repr.ts';
import type { OsString } from './spawn-request.ts';

/** A value that is of the right type and still cannot be used. */
export class ValueError extends Error {
  override readonly name: string = 'ValueError';
}

/** A call that is not possible in the present state, such as a second waiting reader. */
export class RuntimeError extends Error {
  override readonly name: string = 'RuntimeError';
}

/** Something that cannot happen unless the caller broke a rule, such as feeding data after the end. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** The wait was ended by its abort signal; stands for `asyncio.CancelledError`. */
export class CancelledError extends Error {
  override readonly name: string = 'CancelledError';
  constructor(message = 'The wait was cancelled by its signal.') {
    super(message);
  }
}

/** The time allowed for a wait is over. */
export class TimeoutError extends Error {
  override readonly name: string = 'TimeoutError';
}

/** A stream ended before what was asked for had arrived. */
export class EOFError extends Error {
  override readonly name: string = 'EOFError';
}

/** `readexactly` and `readuntil` at the end of the stream. */
export class IncompleteReadError extends EOFError {
  override readonly name = 'IncompleteReadError';
  /** What there was; it has left the reader. */
  readonly partial: Uint8Array;
  /** Number of bytes asked for; null when a separator was looked for. */
  readonly expected: number | null;
  constructor(partial: Uint8Array, expected: number | null) {
    const total = expected === null ? 'undefined' : String(expected);
    super(`${partial.length} bytes read on a total of ${total} expected bytes`);
    this.partial = partial;
    this.expected = expected;
  }
}

/** `readuntil` went beyond the reader's limit; the buffer is untouched. */
export class LimitOverrunError extends Error {
  override readonly name = 'LimitOverrunError';
  /** How many bytes `readexactly` should take to get past the obstacle. */
  readonly consumed: number;
  constructor(message: string, consumed: number) {
    super(message);
    this.consumed = consumed;
  }
}

/** What an `OSError` is made of besides its errno name. */
export interface OSErrorDetails {
  /** Program as given, or the cwd when that is what was wrong. */
  readonly filename?: OsString | null | undefined;
  /** Replaces the text of strerror(3). */
  readonly message?: string | undefined;
}

/** The operating system refused a call. */
export class OSError extends Error {
  override readonly name: string = 'OSError';
  /** errno name: `ENOENT`. */
  readonly code: string;
  /** Positive errno number: 2. */
  readonly errno: number;
  /** Text of strerror(3). */
  readonly strerror: string;
  /** The path the call was about, or null. */
  readonly filename: OsString | null;
  constructor(code: string, details: OSErrorDetails = {}) {
    const errno = errnoNumber(code) ?? 0;
    const text = details.message ?? strerror(code);
    const filename = details.filename ?? null;
    super(`[Errno ${errno}] ${text}${filename === null ? '' : `: ${reprOsString(filename)}`}`);
    this.code = code;
    this.errno = errno;
    this.strerror = text;
    this.filename = filename;
  }

  /** Node's name for `filename`. */
  get path(): OsString | null {
    return this.filename;
  }
}

/** ENOENT. */
export class FileNotFoundError extends OSError {
  override readonly name = 'FileNotFoundError';
}

/** EACCES, EPERM. */
export class PermissionError extends OSError {
  override readonly name = 'PermissionError';
}

/** ENOTDIR. */
export class NotADirectoryError extends OSError {
  override readonly name = 'NotADirectoryError';
}

/** ESRCH: there is no such process (any more). */
export class ProcessLookupError extends OSError {
  override readonly name = 'ProcessLookupError';
}

/** EPIPE, ESHUTDOWN: nobody reads this pipe any more. */
export class BrokenPipeError extends OSError {
  override readonly name = 'BrokenPipeError';
}

/** ECONNRESET: the pipe is lost or closed. */
export class ConnectionResetError extends OSError {
  override readonly name = 'ConnectionResetError';
}

const CLASSES: Readonly<Record<string, new (code: string, details?: OSErrorDetails) => OSError>> = {
  ENOENT: FileNotFoundError,
  EACCES: PermissionError,
  EPERM: PermissionError,
  ENOTDIR: NotADirectoryError,
  ESRCH: ProcessLookupError,
  EPIPE: BrokenPipeError,
  ESHUTDOWN: BrokenPipeError,
  ECONNRESET: ConnectionResetError,
};

/**
 * The OSError class that belongs to an errno, as CPython's `OSError.__new__` chooses it.
 * @param code errno name (`ENOENT`) or positive number (2).
 */
export function osError(code: string | number, details: OSErrorDetails = {}): OSError {
  const name = typeof code === 'string' ? code : (errnoName(code) ?? `E${code}`);
  return new (CLASSES[name] ?? OSError)(name, details);
}
