import { decode, type Example, encode, piped } from './example.ts';

/** Asks a calculator one question after the other. */
export async function questionAndAnswer({ api }: Example, questions: readonly string[]): Promise<string[]> {
  const child = await api.createSubprocessExec('bc', ['-q'], { stdin: api.PIPE, stdout: api.PIPE });
  const [stdin, stdout] = [piped(child.stdin), piped(child.stdout)];
  const answers: string[] = [];
  for (const question of questions) {
    stdin.write(encode(`${question}\n`));
    await stdin.drain();
    answers.push(decode(await stdout.readline()).trimEnd());
  }
  stdin.close();
  await child.wait();
  return answers;
}
