import type { StartHint, WireError } from '@pipescope/protocol';
import { toErrorRecord } from '@pipescope/protocol/process';
import { toWireOsString } from './os-string.ts';

/** Why a request of the protocol itself cannot be done. */
export type RequestErrorCode =
  | 'PS_NO_SUCH_RUN'
  | 'PS_NOT_ALLOWED'
  | 'PS_STILL_RUNS'
  | 'PS_NOT_STARTED'
  | 'PS_NO_PIPE'
  | 'PS_LEASED'
  | 'PS_STDIN_HOLE'
  | 'PS_TOO_MANY'
  | 'PS_NOT_AVAILABLE'
  | 'PS_SHUTTING_DOWN';

/**
 * A request that is understood and cannot be done; the socket stays open. It travels under this name: a client's
 * `ProtocolError` says that the peer broke the protocol, which nobody did here.
 */
export class RequestError extends Error {
  static {
    this.prototype.name = 'RequestError';
  }
  readonly code: RequestErrorCode;

  constructor(code: RequestErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Any error as the wire carries it: class by name, the fields of OSError, words, and what was found about it. */
export function toWireError(error: unknown, hint: StartHint | null = null): WireError {
  const { name, message, code, errno, strerror, path } = toErrorRecord(error);
  return {
    name,
    message,
    ...(code === undefined ? {} : { code }),
    ...(errno === undefined ? {} : { errno }),
    ...(strerror === undefined ? {} : { strerror }),
    ...(path === undefined ? {} : { path: path === null ? null : toWireOsString(path) }),
    ...(hint === null ? {} : { hint }),
  };
}
