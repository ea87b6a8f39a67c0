import { decode, type Example, encode, piped } from './example.ts';

/** Asks for two things, without a newline after the prompts. */
const LOGIN = 'printf "login: "; read name; printf "password: "; read word; echo "welcome $name"';

/** Answers prompts that do not end their line. */
export async function answerPrompts({ api }: Example, answers: Readonly<Record<string, string>>): Promise<string> {
  const child = await api.createSubprocessShell(LOGIN, { stdin: api.PIPE, stdout: api.PIPE });
  const [stdin, stdout] = [piped(child.stdin), piped(child.stdout)];
  const prompts = Object.keys(answers).map(encode);
  for (const _prompt of prompts) {
    const prompt = decode(await stdout.readuntil(prompts));
    stdin.write(encode(`${answers[prompt] ?? ''}\n`));
  }
  const greeting = decode(await stdout.readline());
  await child.wait();
  return greeting;
}
