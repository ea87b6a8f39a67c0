import { decode, type Example, encode, piped } from './example.ts';

/** Counts lines by `wc`, which answers when its input ends. */
export async function endOfInput({ api }: Example, lines: readonly string[]): Promise<number> {
  const child = await api.createSubprocessExec('wc', ['-l'], { stdin: api.PIPE, stdout: api.PIPE });
  const stdin = piped(child.stdin);
  for (const line of lines) {
    stdin.write(encode(`${line}\n`));
    await stdin.drain();
  }
  stdin.close();
  await stdin.waitClosed();
  const count = Number(decode(await piped(child.stdout).read()));
  await child.wait();
  return count;
}
