import { decode, type Example } from './example.ts';

/** What a command wrote and how it ended. */
export interface Collected {
  readonly returncode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end and collects both outputs. */
export async function runAndCollect({ api }: Example, command = 'ls /nope'): Promise<Collected> {
  const child = await api.createSubprocessShell(command, { stdout: api.PIPE, stderr: api.PIPE });
  const [stdout, stderr] = await child.communicate();
  return { returncode: child.returncode, stdout: decode(stdout), stderr: decode(stderr) };
}
