import { randomBytes } from 'node:crypto';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AgentInfo } from '@pipescope/protocol';
import { childNofileLimit } from '../os/nofile-limit.ts';
import { sealInheritedFds } from '../os/seal-fds.ts';
import { spawnOverPipes } from '../process/spawn-over-pipes.ts';
import type { Identity } from '../session/connection.ts';
import { Hub, type MintedCode } from '../session/hub.ts';
import { cliKeyPath, removeAgentFiles, writeAgentFiles } from '../transport/agent-files.ts';
import { AgentServer, type AgentServerOptions } from '../transport/agent-server.ts';
import { AuditLog } from '../transport/audit-log.ts';
import { FailedAuths } from '../transport/failed-auths.ts';
import { KeyRing } from '../transport/keys.ts';
import { PairingCodes } from '../transport/pairing.ts';
import { openStateDir } from '../transport/state-dir.ts';
import { claimStateDir } from '../transport/state-lock.ts';
import { loadStaticFiles } from '../transport/static-files.ts';
import { addresses } from './addresses.ts';
import { listenTo, tellSupervisor } from './channel.ts';
import { CommandError, EXIT } from './exit-code.ts';
import { LastSweep } from './last-sweep.ts';
import { limitOptions } from './limit-options.ts';
import { pageLink } from './link.ts';
import { listenAddress, tlsFiles } from './listen-options.ts';
import type { StartOptions } from './options.ts';
import { packageVersion } from './package-version.ts';

/** Why an agent ends. */
type StopReason = 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'asked' | 'supervisor gone';

/** Milliseconds after which an agent that was asked to end is gone, whatever its runs do. */
const SHUTDOWN_DEADLINE = 2_800;
/** Milliseconds that clients have to see the close frame. */
const GOODBYE = 100;
const WEB_DIRECTORY = fileURLToPath(new URL('../../../web/dist/site', import.meta.url));

/** Runs the supervised process: everything but the terminal. Returns once it serves; a signal or the supervisor ends it. */
export async function runAgent(options: StartOptions): Promise<void> {
  try {
    await serve(options);
  } catch (error) {
    const exitCode = error instanceof CommandError ? error.exitCode : EXIT.failed;
    tellSupervisor({ type: 'failed', message: (error as Error).message, exitCode });
    process.exit(exitCode);
  }
}

async function serve(options: StartOptions): Promise<void> {
  sealInheritedFds();
  // Looked up while the ancestors are still there: with --background the one that counts soon ends.
  childNofileLimit();
  const stateDir = openStateDir(options.stateDir);
  if (!claim(stateDir)) {
    tellSupervisor({ type: 'claimed' });
    return process.exit(EXIT.failed);
  }
  const { transport: limits, hub: hubLimits } = limitOptions(options.limits);
  const codes = new PairingCodes(limits);
  const keys = new KeyRing(limits);
  const audit = new AuditLog(join(stateDir, 'audit.jsonl'), limits.auditBytes);
  const mint = (by: Identity): MintedCode => codes.mint(by.role);
  const hub = new Hub({ spawn: spawnOverPipes, limits: hubLimits, mint, journal: audit });
  const agentId = randomBytes(16).toString('base64url');
  const listen = listenAddress(options);
  const server = await startServer({
    listen,
    tls: tlsFiles(options),
    publicHosts: options.publicHosts,
    files: loadStaticFiles(WEB_DIRECTORY),
    auth: {
      agentId,
      codes,
      keys,
      failures: new FailedAuths(limits),
      limits,
      agent: agentInfo(),
      allLimits: { ...hub.limits, ...limits },
      capabilities: [],
      now: () => performance.now(),
    },
    host: hub,
    audit,
    limits,
  });
  const cliKey = keys.add('cli', 'owner', randomBytes(32));
  const found = addresses(options, listen, server.port);
  const about = { ...found, pid: process.pid, supervisorPid: process.ppid, cliKeyFile: cliKeyPath(stateDir) };
  writeAgentFiles(
    stateDir,
    { v: 1, ...about },
    { v: 1, agentId, keyId: cliKey.keyId, key: cliKey.secret.toString('base64url') },
  );
  audit.record('started', { pid: process.pid, url: found.url });

  const link = (): string => pageLink(found.url, codes.mint().code);
  const stop = shutdown(stateDir, hub, server, audit);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  listenTo({
    link: () => tellSupervisor({ type: 'link', url: link() }),
    stop: () => stop('asked'),
    gone: () => stop('supervisor gone'),
  });
  tellSupervisor({ type: 'ready', ready: { ...about, url: link() } });
}

/** Takes the state directory for this process and gives it up at the end. */
function claim(stateDir: string): boolean {
  const release = claimStateDir(stateDir);
  if (release === undefined) return false;
  process.on('exit', () => {
    removeAgentFiles(stateDir);
    release();
  });
  return true;
}

async function startServer(options: AgentServerOptions): Promise<AgentServer> {
  try {
    return await AgentServer.start(options);
  } catch (error) {
    throw new CommandError(listenWords(error as NodeJS.ErrnoException, options));
  }
}

function listenWords(error: NodeJS.ErrnoException, { listen }: AgentServerOptions): string {
  if (listen.type === 'unix') return `Cannot listen on ${listen.path}: ${error.message}`;
  if (error.code === 'EADDRINUSE') {
    return `Port ${listen.port} is taken by another program. Name another with --port, or none to get one that is free`;
  }
  return `Cannot listen on port ${listen.port}: ${error.message}`;
}

function agentInfo(): AgentInfo {
  return {
    version: packageVersion(),
    host: hostname(),
    pid: process.pid,
    root: process.geteuid?.() === 0,
    home: homedir(),
    cwd: process.cwd(),
    startedAt: Date.now(),
  };
}

/** Ends the runs, says goodbye and exits, once, whoever asks and however often. */
function shutdown(stateDir: string, hub: Hub, server: AgentServer, audit: AuditLog): (reason: StopReason) => void {
  let isStopping = false;
  return (reason) => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(EXIT.ok), SHUTDOWN_DEADLINE);
    const sweep = reason === 'supervisor gone' ? new LastSweep(sessionLeaders(hub)) : undefined;
    audit.record('stopping', { reason });
    removeAgentFiles(stateDir);
    server.stopListening();
    const end = async (): Promise<void> => {
      await sweep?.finish();
      server.sayGoodbye('agent-shutdown');
      setTimeout(() => process.exit(EXIT.ok), GOODBYE);
    };
    hub.shutdown().then(end, end);
  };
}

function sessionLeaders(hub: Hub): number[] {
  const live = [...hub.registry.all()].filter((run) => run.state === 'running' && run.request.startNewSession);
  return live.flatMap((run) => run.pid ?? []);
}
