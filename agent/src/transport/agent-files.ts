import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { readPrivateFile, StateDirError, writePrivateFile } from './state-dir.ts';

const KEY_FILE = 'cli.key';
const AGENT_FILE = 'agent.json';

const cliKeyFile = v.object({
  v: v.literal(1),
  agentId: v.string(),
  keyId: v.string(),
  /** 32 bytes as base64url. */
  key: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
});
/** What `cli.key` holds: the right to do everything. */
export type CliKeyFile = v.InferOutput<typeof cliKeyFile>;

const agentFile = v.object({
  v: v.literal(1),
  /** Where the page is, without any code. */
  url: v.string(),
  /** Where clients on this machine connect. */
  wsUrl: v.string(),
  host: v.string(),
  port: v.nullable(v.number()),
  pid: v.number(),
  supervisorPid: v.number(),
  cliKeyFile: v.string(),
});
/** What `agent.json` holds: where the agent of a state directory is. Nothing secret. */
export type AgentFile = v.InferOutput<typeof agentFile>;

/** Path of the key file in a state directory. */
export function cliKeyPath(directory: string): string {
  return join(directory, KEY_FILE);
}

/** Writes both files, each mode 0600. */
export function writeAgentFiles(directory: string, agent: AgentFile, key: CliKeyFile): void {
  writePrivateFile(directory, KEY_FILE, `${JSON.stringify(key)}\n`);
  writePrivateFile(directory, AGENT_FILE, `${JSON.stringify(agent)}\n`);
}

/** Removes both files, when the agent they speak of ends. */
export function removeAgentFiles(directory: string): void {
  rmSync(join(directory, AGENT_FILE), { force: true });
  rmSync(join(directory, KEY_FILE), { force: true });
}

/**
 * Reads both files; undefined when no agent has left any.
 * @throws StateDirError when one of them cannot be trusted or read
 */
export function readAgentFiles(directory: string): { agent: AgentFile; key: CliKeyFile } | undefined {
  const agentText = readPrivateFile(join(directory, AGENT_FILE));
  const keyText = readPrivateFile(join(directory, KEY_FILE));
  if (agentText === undefined || keyText === undefined) return undefined;
  try {
    return { agent: v.parse(agentFile, JSON.parse(agentText)), key: v.parse(cliKeyFile, JSON.parse(keyText)) };
  } catch {
    throw new StateDirError(`Cannot read the files in ${directory}: another version of pipescope may have made them`);
  }
}
