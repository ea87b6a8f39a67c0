import { setTimeout as sleep } from 'node:timers/promises';
import { selfTest } from '../os/self-test.ts';
import { supervise } from '../os/supervisor.ts';
import { openStateDir } from '../transport/state-dir.ts';
import { startInBackground } from './background.ts';
import { announce } from './banner.ts';
import { type ReadyLine, tellSupervisor } from './channel.ts';
import { CommandError, EXIT } from './exit-code.ts';
import { FrontDesk } from './front-desk.ts';
import { limitOptions } from './limit-options.ts';
import { mintLink } from './link.ts';
import { listenAddress, tlsFiles } from './listen-options.ts';
import { type StartOptions, settingsOf } from './options.ts';
import { findRunningAgent } from './running-agent.ts';

/** Milliseconds to wait for an agent that another `start` is bringing up. */
const OTHER_START = 5_000;
const POLL = 100;

/**
 * Starts an agent and stays as its parent: owns the terminal, prints links, and cleans up when the agent ends in
 * whatever way. Where an agent runs already, prints a link to it and returns.
 * @param args the command line
 * @throws CommandError when the agent cannot start
 */
export async function runStart(options: StartOptions, args: readonly string[]): Promise<void> {
  const stateDir = openStateDir(options.stateDir);
  // Refused here, before anything is started.
  listenAddress(options);
  tlsFiles(options);
  limitOptions(options.limits);
  const running = await runningReady(stateDir);
  if (running !== undefined) return announceRunning(running, options, stateDir);
  const agentArgs = args[0] === 'start' ? args.slice(1) : args;
  if (options.background) return announce(await startInBackground(agentArgs, stateDir), options);
  await runSupervised(options, agentArgs, stateDir);
}

async function runSupervised(options: StartOptions, args: readonly string[], stateDir: string): Promise<void> {
  await selfTest(stateDir);
  // A terminal or reader that goes away does not end the agent.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const desk = new FrontDesk(options, stateDir);
  const { end, leftovers } = await supervise(() => desk.startAgent(args), desk.spared);
  // Standard input and the channel to whoever started us would keep this process alive.
  process.stdin.destroy();
  const { failure, isStopping } = desk;
  if (failure?.type === 'claimed') return announceOther(options, stateDir);
  if (failure?.type === 'failed') {
    tellSupervisor(failure);
    throw new CommandError(failure.message, failure.exitCode);
  }
  if (leftovers.left.length > 0) process.stderr.write(`pipescope: could not end pid ${leftovers.left.join(', ')}.\n`);
  if (isStopping || end.code === EXIT.ok) return;
  const how = end.signal === null ? `with status ${end.code}` : `by ${end.signal}`;
  throw new CommandError(`The agent ended unexpectedly, ${how}; what it had started was ended too`);
}

/** Two starts at once: the other one won. Waits until its agent answers. */
async function announceOther(options: StartOptions, stateDir: string): Promise<void> {
  const deadline = performance.now() + OTHER_START;
  while (performance.now() < deadline) {
    const ready = await runningReady(stateDir);
    if (ready !== undefined) return announceRunning(ready, options, stateDir);
    await sleep(POLL);
  }
  throw new CommandError(`Another agent has the state directory ${stateDir} and does not answer. Stop it first`);
}

async function runningReady(stateDir: string): Promise<ReadyLine | undefined> {
  const running = await findRunningAgent(stateDir);
  if (running === undefined) return undefined;
  const url = await mintLink(running);
  running.client.close();
  const { wsUrl, host, port, pid, supervisorPid, cliKeyFile } = running.file;
  return { url, wsUrl, host, port, pid, supervisorPid, cliKeyFile };
}

function announceRunning(ready: ReadyLine, options: StartOptions, stateDir: string): void {
  tellSupervisor({ type: 'ready', ready });
  const ignored = settingsOf(options);
  if (!options.json) process.stdout.write(`An agent runs already (pid ${ready.pid}); this is a fresh link to it.\n`);
  if (ignored.length > 0) {
    const verb = ignored.length === 1 ? 'has' : 'have';
    process.stderr.write(
      `pipescope: ${ignored.join(', ')} ${verb} no effect: the agent on ${stateDir} keeps its own. To change it, run pipescope stop first, or take another --state-dir.\n`,
    );
  }
  announce(ready, options);
}
