import { type Process, TimeoutError } from '@pipescope/protocol/process';
import type { Example } from './example.ts';

/** Gives a child so many milliseconds, then asks it to end, then makes it. The returncode tells which it was. */
export async function timeLimit({ api }: Example, command: string, [polite, patient] = [2000, 1000]): Promise<number> {
  const child = await api.createSubprocessShell(command);
  if (await endsWithin(api, child, polite)) return child.wait();
  child.terminate();
  if (await endsWithin(api, child, patient)) return child.wait();
  child.kill();
  return child.wait();
}

async function endsWithin({ waitFor }: Example['api'], child: Process, ms = 0): Promise<boolean> {
  try {
    await waitFor((signal) => child.wait({ signal }), ms);
    return true;
  } catch (error) {
    if (error instanceof TimeoutError) return false;
    throw error;
  }
}
