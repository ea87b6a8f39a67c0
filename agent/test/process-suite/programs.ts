import type { Process, ProcessApi } from '@pipescope/protocol/process';

/** Gives the API under test. */
export type Api = () => ProcessApi;

/** More bytes than any pipe holds. */
export const PIPE_MAX_SIZE = 4 * 1024 * 1024 + 1;

/** Blocks until it is killed. */
export const BLOCKED = ['sleep', '3600'] as const;

/** Copies input to output, each read at once. */
export const CAT = ['cat', '-u'] as const;

/** Prints how many bytes its input had. */
export const COUNT = ['sh', '-c', 'echo $(($(wc -c)))'] as const;

/** Reads once and writes that to both outputs, marked. */
export const MARK_BOTH = [
  'python3',
  '-c',
  'import os; data = os.read(0, 1024); os.write(1, b"OUT:" + data); os.write(2, b"ERR:" + data)',
] as const;

/** Bytes as text. */
export function text(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('latin1');
}

/** A stream that the test asked for. */
export function present<Stream>(stream: Stream | null): Stream {
  if (stream === null) throw new Error('the stream is not a pipe');
  return stream;
}

/** Starts one of the programs above. */
export function start(
  api: Api,
  [program, ...args]: readonly [string, ...string[]],
  options: Parameters<ProcessApi['createSubprocessExec']>[2] = {},
): Promise<Process> {
  return api().createSubprocessExec(program, args, options);
}
