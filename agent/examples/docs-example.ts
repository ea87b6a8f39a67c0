import type { ProcessApi } from '@pipescope/protocol/process';

/**
 * The example of the asyncio documentation: reads one line of a child's output, then waits for its exit. The same
 * function runs with the agent's own module and, over the wire, with what `connect(url, key)` gives.
 *
 *     await example({ createSubprocessExec, PIPE });
 *     await example(await connect(url, key));
 */
export async function example({
  createSubprocessExec,
  PIPE,
}: Pick<ProcessApi, 'createSubprocessExec' | 'PIPE'>): Promise<string> {
  const code = 'import datetime; print(datetime.datetime.now())';
  // Create the subprocess; redirect the standard output into a pipe.
  const child = await createSubprocessExec('python3', ['-c', code], { stdout: PIPE });
  // Read one line of output.
  const data = await child.stdout?.readline();
  const line = Buffer.from(data ?? []).toString('utf8');
  // Wait for the subprocess exit.
  await child.wait();
  return line.trimEnd();
}
