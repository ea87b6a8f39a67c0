import * as v from 'valibot';
import { type RunningAgent, requireRunningAgent } from './running-agent.ts';

const minted = v.object({ code: v.string(), expiresAt: v.number() });

/** Prints a fresh one-use link to the page of the agent that runs. */
export async function runLink(stateDir: string, json: boolean): Promise<void> {
  const running = await requireRunningAgent(stateDir);
  const url = await mintLink(running);
  running.client.close();
  process.stdout.write(json ? `${JSON.stringify({ url })}\n` : `${url}\n`);
}

/** Asks a running agent for a fresh link. */
export async function mintLink({ client, file }: RunningAgent): Promise<string> {
  const { code } = v.parse(minted, await client.request({ op: 'mint' }));
  return pageLink(file.url, code);
}

/** The address of the page with a pairing code. The code is in the fragment, which browsers keep to themselves. */
export function pageLink(url: string, code: string): string {
  return `${url}#p=${code}`;
}
