import {
  AssertionError,
  CancelledError,
  EOFError,
  IncompleteReadError,
  LimitOverrunError,
  OSError,
  osError,
  RuntimeError,
  TimeoutError,
  ValueError,
} from './errors.ts';
import type { OsString } from './spawn-request.ts';

/** An error as plain data: what is needed to make the same error again in another place. */
export interface ErrorRecord {
  /** Class name: `FileNotFoundError`. */
  readonly name: string;
  readonly message: string;
  readonly code?: string | undefined;
  readonly errno?: number | undefined;
  readonly strerror?: string | undefined;
  /** `filename` of an OSError. */
  readonly path?: OsString | null | undefined;
  /** Of IncompleteReadError. */
  readonly partial?: Uint8Array | undefined;
  /** Of IncompleteReadError; null when a separator was looked for. */
  readonly expected?: number | null | undefined;
  /** Of LimitOverrunError. */
  readonly consumed?: number | undefined;
}

const PLAIN: Readonly<Record<string, new (message: string) => Error>> = {
  AssertionError,
  CancelledError,
  EOFError,
  RuntimeError,
  TimeoutError,
  TypeError,
  ValueError,
};

/** Describes any thrown value, so that `fromErrorRecord` gives an error of the same class, fields and message. */
export function toErrorRecord(error: unknown): ErrorRecord {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message } = error;
  if (error instanceof OSError) {
    const { code, errno, strerror, filename } = error;
    return { name, message, code, errno, strerror, path: filename };
  }
  if (error instanceof IncompleteReadError) {
    return { name, message, partial: error.partial, expected: error.expected };
  }
  if (error instanceof LimitOverrunError) return { name, message, consumed: error.consumed };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return code === undefined ? { name, message } : { name, message, code };
}

/** Makes the error that a record describes; an unknown class becomes an `Error` of that name and `code`. */
export function fromErrorRecord(record: ErrorRecord): Error {
  const error = build(record);
  error.message = record.message;
  return error;
}

function build(record: ErrorRecord): Error {
  const { name, message, code } = record;
  if (record.errno !== undefined && code !== undefined) {
    return osError(code, { filename: record.path, message: record.strerror });
  }
  if (name === 'IncompleteReadError') {
    return new IncompleteReadError(record.partial ?? new Uint8Array(0), record.expected ?? null);
  }
  if (name === 'LimitOverrunError') return new LimitOverrunError(message, record.consumed ?? 0);
  const plain = PLAIN[name];
  if (plain !== undefined) return new plain(message);
  const error = Object.assign(new Error(message), code === undefined ? {} : { code });
  if (name !== 'Error') Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true });
  return error;
}
