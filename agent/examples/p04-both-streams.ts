import type { StreamReader } from '@pipescope/protocol/process';
import { decode, type Example, piped } from './example.ts';

/** More than both pipes hold, in turns: whoever reads one stream to its end first never gets there. */
const NOISY = 'i=0; while [ $i -lt 2000 ]; do i=$((i+1)); printf "%0200d\\n" $i; printf "%0200d\\n" $i >&2; done';

/** Reads both streams at the same time, so that neither can block the child. */
export async function bothStreams(
  { api }: Example,
  show: (tag: 'out' | 'err', line: string) => void,
  command = NOISY,
): Promise<number> {
  const child = await api.createSubprocessShell(command, { stdout: api.PIPE, stderr: api.PIPE });
  const pump = async (tag: 'out' | 'err', reader: StreamReader): Promise<void> => {
    for await (const line of reader) show(tag, decode(line));
  };
  const [returncode] = await Promise.all([
    child.wait(),
    pump('out', piped(child.stdout)),
    pump('err', piped(child.stderr)),
  ]);
  return returncode;
}
