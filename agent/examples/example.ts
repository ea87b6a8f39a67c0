import type { ProcessApi, StreamReader, StreamWriter } from '@pipescope/protocol/process';

/**
 * What every example is given: the agent's own module in the place where children are made, or what
 * `connect(url, key)` gives anywhere else.
 */
export interface Example {
  readonly api: ProcessApi;
}

/** Text as bytes: what a pipe carries. */
export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Bytes as text. */
export const decode = (bytes: Uint8Array | null): string => new TextDecoder().decode(bytes ?? new Uint8Array(0));

/** A stream that was asked for with PIPE; with anything else it is null. */
export function piped<Stream extends StreamReader | StreamWriter>(stream: Stream | null): Stream {
  if (stream === null) throw new TypeError('this stream is not a pipe');
  return stream;
}
