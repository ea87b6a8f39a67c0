import { decode, type Example, piped } from './example.ts';

/** Three lines with a pause between them, as `ping -c 3` has. */
const SLOWLY = 'for n in 1 2 3; do echo "reply $n"; sleep 0.1; done';

/** Shows each line when it comes. */
export async function linesAsTheyCome(
  { api }: Example,
  show: (line: string, ms: number) => void,
  command = SLOWLY,
): Promise<number> {
  const start = performance.now();
  const child = await api.createSubprocessShell(command, { stdout: api.PIPE });
  for await (const line of piped(child.stdout)) show(decode(line), performance.now() - start);
  return child.wait();
}
