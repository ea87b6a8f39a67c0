import { TimeoutError } from '@pipescope/protocol/process';
import { decode, type Example, piped } from './example.ts';

/**
 * A time limit that loses nothing: a cancelled `communicate` would lose what it had collected, so the output is read
 * by hand, and reading goes on until the killed child's end.
 */
export async function keepWhatCame({ api }: Example, command: string, ms = 2000): Promise<string> {
  const child = await api.createSubprocessShell(command, { stdout: api.PIPE });
  const stdout = piped(child.stdout);
  let text = '';
  const reading = (async () => {
    for (let block = await stdout.read(65_536); block.length > 0; block = await stdout.read(65_536)) {
      text += decode(block);
    }
  })();
  try {
    // The function takes no signal: the time limit ends this wait, and not the reading.
    await api.waitFor(() => reading, ms);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    child.kill();
    await reading;
  }
  await child.wait();
  return text;
}
