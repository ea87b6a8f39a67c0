import { TimeoutError } from '@pipescope/protocol/process';
import { type Example, piped } from './example.ts';

/** What the deadlock looks like, and what came when it was undone. */
export interface Deadlock {
  readonly timedOut: boolean;
  /** Bytes that could not be sent. */
  readonly unsent: number;
  /** Bytes that came back once somebody read. */
  readonly received: number;
}

/** The classic deadlock, on purpose: `cat` cannot take more before somebody reads what it has given. */
export async function deadlock({ api }: Example, ms = 1000): Promise<Deadlock> {
  const child = await api.createSubprocessExec('cat', [], { stdin: api.PIPE, stdout: api.PIPE, limit: 65_536 });
  const stdin = piped(child.stdin);
  stdin.write(new Uint8Array(2_000_000));
  let timedOut = false;
  try {
    await api.waitFor((signal) => stdin.drain({ signal }), ms);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    timedOut = true;
  }
  const unsent = stdin.transport.getWriteBufferSize();
  // Reads while it writes: everything flows again.
  const [output] = await child.communicate();
  return { timedOut, unsent, received: output?.length ?? 0 };
}
