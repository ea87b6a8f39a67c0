import { decode, type Example } from './example.ts';

/** A command ended with something else than 0. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly returncode: number | null;
  readonly output: string;

  constructor(command: string, returncode: number | null, output: string) {
    super(`${command} ended with ${returncode}: ${output}`);
    this.returncode = returncode;
    this.output = output;
  }
}

/**
 * Runs commands, so many at a time. The first failure ends the others, and nothing of them is left.
 * @returns the outputs in the order of the commands.
 * @throws CommandFailed.
 */
export async function pool({ api }: Example, commands: readonly string[], width = 4): Promise<string[]> {
  const cancel = new AbortController();
  const { signal } = cancel;
  const job = async (command: string): Promise<string> => {
    const child = await api.createSubprocessShell(command, {
      stdout: api.PIPE,
      stderr: api.STDOUT,
      startNewSession: true,
      signal,
    });
    try {
      const [bytes] = await child.communicate(null, { signal });
      if (child.returncode !== 0) throw new CommandFailed(command, child.returncode, decode(bytes));
      return decode(bytes);
    } finally {
      if (child.returncode === null) {
        child.sendSignalToGroup('SIGKILL');
        await child.wait();
      }
    }
  };

  const outputs: string[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < commands.length && !signal.aborted) {
      const index = next;
      next += 1;
      outputs[index] = await job(commands[index] ?? '');
    }
  };
  const failures: Error[] = [];
  const workers = Array.from({ length: width }, () =>
    worker().catch((error: Error) => {
      // The first failure is the one that counts: the others are cancelled because of it.
      failures.push(error);
      cancel.abort();
    }),
  );
  // Nobody leaves before the last child is gone.
  await Promise.all(workers);
  const [first] = failures;
  if (first !== undefined) throw first;
  return outputs;
}
