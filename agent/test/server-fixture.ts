import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientMessage } from '@pipescope/protocol';
import type { Connection, Identity } from '../src/session/connection.ts';
import { AgentServer } from '../src/transport/agent-server.ts';
import { AuditLog } from '../src/transport/audit-log.ts';
import type { ListenAddress } from '../src/transport/bind.ts';
import { FailedAuths } from '../src/transport/failed-auths.ts';
import type { TlsFiles } from '../src/transport/http-server.ts';
import { type Key, KeyRing } from '../src/transport/keys.ts';
import { DEFAULT_TRANSPORT_LIMITS, type TransportLimits } from '../src/transport/limits.ts';
import { PairingCodes } from '../src/transport/pairing.ts';
import { loadStaticFiles } from '../src/transport/static-files.ts';
import type { SessionHost, SessionSeat } from '../src/transport/upgrade.ts';

/** A real server on a free port, with a session that answers pings, echoes frames and notes what it saw. */
export interface ServerFixture extends AsyncDisposable {
  readonly port: number;
  readonly agentId: string;
  readonly codes: PairingCodes;
  readonly cliKey: Key;
  readonly limits: TransportLimits;
  readonly sessions: readonly EchoSession[];
  /** The audit log so far. */
  audit(): string;
}

/** What a test may change. */
export interface FixtureOptions {
  readonly limits?: Partial<TransportLimits>;
  readonly publicHosts?: readonly string[];
  readonly listen?: ListenAddress;
  readonly tls?: TlsFiles;
}

/** A session without processes. */
export class EchoSession implements SessionSeat {
  readonly id: string;
  readonly identity: Identity;
  readonly messages: ClientMessage[] = [];
  connection: Connection | undefined;

  constructor(identity: Identity) {
    this.identity = identity;
    this.id = identity.session ?? 'unnamed';
  }

  attach(connection: Connection): void {
    this.connection = connection;
  }

  detach(): void {
    this.connection = undefined;
  }

  message(message: ClientMessage): void {
    this.messages.push(message);
    if (message.op === 'ping') this.connection?.send({ op: 'pong', t: message.t });
    if (message.op === 'forget') throw new Error('A handler that fails');
  }

  frame(bytes: Uint8Array): void {
    this.connection?.sendFrame(bytes);
  }
}

/** Starts a server as an agent does, with a small page. */
export async function startServer(options: FixtureOptions = {}): Promise<ServerFixture> {
  const directory = mkdtempSync(join(tmpdir(), 'pipescope-server-'));
  mkdirSync(join(directory, 'web', 'assets'), { recursive: true });
  writeFileSync(join(directory, 'web', 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(directory, 'web', 'assets', 'main-Ab3dEf9h.js'), 'export {};\n');
  writeFileSync(join(directory, 'package.json'), '{"secret":true}');

  const limits = { ...DEFAULT_TRANSPORT_LIMITS, ...options.limits };
  const sessions: EchoSession[] = [];
  const host: SessionHost = {
    openSession(identity) {
      const session = new EchoSession(identity);
      sessions.push(session);
      return session;
    },
  };
  const codes = new PairingCodes(limits);
  const keys = new KeyRing(limits);
  const cliKey = keys.add('cli', 'owner', Buffer.alloc(32, 7));
  const audit = new AuditLog(join(directory, 'audit.jsonl'), limits.auditBytes);
  const agentId = 'AAAAAAAAAAAAAAAAAAAAAA';
  const server = await AgentServer.start({
    listen: options.listen ?? { type: 'loopback', port: 0, exact: true },
    tls: options.tls,
    publicHosts: options.publicHosts ?? [],
    files: loadStaticFiles(join(directory, 'web')),
    auth: {
      agentId,
      codes,
      keys,
      failures: new FailedAuths(limits),
      limits,
      agent: { version: '0.1.0', host: 'here', pid: process.pid, root: false, home: '/', cwd: '/', startedAt: 0 },
      allLimits: { ...limits },
      capabilities: [],
      now: () => performance.now(),
    },
    host,
    audit,
    limits,
  });
  return {
    port: server.port ?? 0,
    agentId,
    codes,
    cliKey,
    limits,
    sessions,
    audit: () => readFileSync(join(directory, 'audit.jsonl'), 'utf8'),
    async [Symbol.asyncDispose]() {
      server.stopListening();
      server.terminate();
      audit.close();
      rmSync(directory, { recursive: true });
    },
  };
}
