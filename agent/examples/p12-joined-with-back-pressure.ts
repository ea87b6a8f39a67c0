import { decode, type Example, piped } from './example.ts';

/** Copies one child's output into another's input, never faster than the other takes it. */
export async function joinedWithBackPressure({ api }: Example, bytes = 5_000_000): Promise<number> {
  const source = await api.createSubprocessExec('head', ['-c', String(bytes), '/dev/zero'], { stdout: api.PIPE });
  const target = await api.createSubprocessExec('wc', ['-c'], { stdin: api.PIPE, stdout: api.PIPE });
  const [from, to] = [piped(source.stdout), piped(target.stdin)];
  const copy = async (): Promise<void> => {
    for (let block = await from.read(65_536); block.length > 0; block = await from.read(65_536)) {
      to.write(block);
      await to.drain();
    }
    to.close();
  };
  const [, count] = await Promise.all([copy(), piped(target.stdout).read()]);
  await Promise.all([source.wait(), target.wait()]);
  return Number(decode(count));
}
