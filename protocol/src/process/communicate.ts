import type { AbortSignalLike, Cancellable } from '../base/abort.ts';
import { BrokenPipeError, CancelledError, ConnectionResetError } from './errors.ts';
import type { Process } from './process.ts';
import type { StreamWriter } from './stream-writer.ts';

/**
 * Sends `input`, closes stdin and collects both outputs at the same time, then waits for the exit, as
 * `asyncio.subprocess.Process.communicate`. A stream that is no pipe gives null; a
 * terminal is told the end of the input as one tells it, by ^D.
 */
export async function communicate(
  process: Process,
  input: Uint8Array | null,
  options: Cancellable,
): Promise<[stdout: Uint8Array | null, stderr: Uint8Array | null]> {
  if (options.signal?.aborted === true) throw new CancelledError();
  const { stdin, stdout, stderr } = process;
  if (stdin !== null && input !== null && !(input instanceof Uint8Array)) {
    throw new TypeError(`input must be a Uint8Array, not ${typeof input}`);
  }
  const [output, errors] = await Promise.all([
    stdout === null ? null : stdout.read(-1, options),
    stderr === null ? null : stderr.read(-1, options),
    stdin === null ? null : feed(stdin, input, options.signal),
  ]);
  await process.wait(options);
  return [output, errors];
}

/** A child that does not read all of its input is no error here, and only here. */
async function feed(stdin: StreamWriter, input: Uint8Array | null, signal: AbortSignalLike | undefined): Promise<void> {
  try {
    if (input !== null) stdin.write(input);
    // Small input is written and stdin closed before anyone else gets a turn, as in asyncio.
    if (!stdin.transport.drained) await stdin.drain({ signal });
  } catch (error) {
    if (!(error instanceof BrokenPipeError || error instanceof ConnectionResetError)) throw error;
  }
  if (stdin.transport.terminal) stdin.writeEof();
  stdin.close();
}
