import { readFileSync } from 'node:fs';
import { connect } from '@pipescope/agent/client';
import { type Client, parseStoredKey } from '@pipescope/protocol/client';
import type { RunningAgent } from './agent.ts';

/** A client with the command line's key, as `pipescope link` uses it. */
export async function cliClient(agent: RunningAgent): Promise<Client> {
  const key = parseStoredKey(JSON.parse(readFileSync(agent.cliKeyFile, 'utf8')));
  if (key === null) throw new Error(`${agent.cliKeyFile} holds no key`);
  return connect(agent.wsUrl, key);
}

/** Mints a one-use link. */
export async function freshLink(agent: RunningAgent): Promise<string> {
  const client = await cliClient(agent);
  try {
    const { code } = await client.mint();
    return `http://${agent.host}:${agent.port}/#p=${code}`;
  } finally {
    client.close();
  }
}
