import { readFileSync } from 'node:fs';
import { AgentClient } from '../src/cli/agent-client.ts';
import type { ReadyLine } from '../src/cli/channel.ts';

/** Arguments of a start on a free port that prints its line of JSON. */
export const START = ['start', '--port', '0', '--no-open', '--json'];

const connect = (ready: ReadyLine): Promise<AgentClient> =>
  AgentClient.connect(ready.wsUrl, JSON.parse(readFileSync(ready.cliKeyFile, 'utf8')));

/** Starts a shell command in the agent; resolves with its pid. */
export async function startRun(ready: ReadyLine, script: string): Promise<number> {
  const client = await connect(ready);
  const spec = { argv: ['/bin/sh', '-c', script], shell: true, startNewSession: true, stdout: 'devnull' as const };
  const { run } = (await client.request({ op: 'spawn', once: 'only', spec })) as { run: { pid: number } };
  client.close();
  return run.pid;
}
