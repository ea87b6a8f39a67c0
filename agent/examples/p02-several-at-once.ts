import { decode, type Example } from './example.ts';

/** Runs several commands at the same time; the results have the order of the calls, not of the ends. */
export async function severalAtOnce({ api }: Example, tenths: readonly number[] = [3, 1, 2]): Promise<string[]> {
  const run = async (n: number): Promise<string> => {
    const child = await api.createSubprocessShell(`sleep 0.${n}; echo ${n}`, { stdout: api.PIPE });
    const [output] = await child.communicate();
    return decode(output);
  };
  return Promise.all(tenths.map(run));
}
