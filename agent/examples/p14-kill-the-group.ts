import { TimeoutError } from '@pipescope/protocol/process';
import { decode, type Example, piped } from './example.ts';

/** How the two kills went. */
export interface KilledGroup {
  readonly returncode: number;
  /** Whether the shell's stdout stayed open after the shell was dead. */
  readonly stillOpen: boolean;
  /** What came of stdout after the whole group was killed. */
  readonly rest: string;
}

/** Killing a shell leaves alive what it has started, and with it the pipe; killing its group does not. */
export async function killTheGroup({ api }: Example, ms = 1000): Promise<KilledGroup> {
  const child = await api.createSubprocessShell('sleep 60 & echo started; wait; echo never', {
    stdout: api.PIPE,
    startNewSession: true,
  });
  const stdout = piped(child.stdout);
  await stdout.readline();
  child.kill();
  const returncode = await child.wait();
  const stillOpen = await api
    .waitFor((signal) => stdout.read(-1, { signal }), ms)
    .then(
      () => false,
      (error: unknown) => error instanceof TimeoutError,
    );
  // As `killGroup(child.pid, 'SIGKILL')` of the agent's module.
  child.sendSignalToGroup('SIGKILL');
  return { returncode, stillOpen, rest: decode(await stdout.read()) };
}
