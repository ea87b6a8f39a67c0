import { decode, type Example } from './example.ts';

/** What this one needs beyond the API: descriptors, which only the place has in which the children are made. */
export interface PipeExample extends Example {
  readonly pipe: () => Promise<{ readonly r: number; readonly w: number }>;
  readonly close: (fd: number) => void;
}

/** Joins two children by a pipe of the kernel, as the shell's `printf | sort` does. */
export async function kernelPipe({ api, pipe, close }: PipeExample): Promise<string> {
  const { r, w } = await pipe();
  const first = await api.createSubprocessExec('printf', ['b\\na\\n'], { stdout: w });
  // Forget this and `sort` never ends: as long as somebody could write, there may be more to sort.
  close(w);
  const second = await api.createSubprocessExec('sort', [], { stdin: r, stdout: api.PIPE });
  close(r);
  const [output] = await second.communicate();
  await first.wait();
  return decode(output);
}
