import { type AgentFile, readAgentFiles } from '../transport/agent-files.ts';
import { AgentClient } from './agent-client.ts';
import { CommandError } from './exit-code.ts';

/** A connection to the agent of a state directory, and what its file says. */
export interface RunningAgent {
  readonly client: AgentClient;
  readonly file: AgentFile;
}

/** Connects to the agent of `stateDir`; undefined when none runs. */
export async function findRunningAgent(stateDir: string): Promise<RunningAgent | undefined> {
  const files = readAgentFiles(stateDir);
  if (files === undefined) return undefined;
  try {
    return { client: await AgentClient.connect(files.agent.wsUrl, files.key), file: files.agent };
  } catch (error) {
    // Files left by an agent that was killed, or whose address is someone else's by now.
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}

/**
 * Connects to the agent of `stateDir`.
 * @throws CommandError when none runs
 */
export async function requireRunningAgent(stateDir: string): Promise<RunningAgent> {
  const running = await findRunningAgent(stateDir);
  if (running !== undefined) return running;
  throw new CommandError(`No agent runs on the state directory ${stateDir}. Start one with npm start`);
}
