import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientKey } from '@pipescope/protocol/client';
import { spawnOverPipes } from '../src/process/spawn-over-pipes.ts';
import { Hub } from '../src/session/hub.ts';
import { AgentServer } from '../src/transport/agent-server.ts';
import { AuditLog } from '../src/transport/audit-log.ts';
import { FailedAuths } from '../src/transport/failed-auths.ts';
import { KeyRing } from '../src/transport/keys.ts';
import { DEFAULT_TRANSPORT_LIMITS } from '../src/transport/limits.ts';
import { PairingCodes } from '../src/transport/pairing.ts';
import { loadStaticFiles } from '../src/transport/static-files.ts';

/** A whole agent in this process: sessions, runs, HTTP, WebSocket; all but the command line. */
export interface LiveAgent extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly key: ClientKey;
  readonly hub: Hub;
  /** A one-use code `KEYID.SECRET`. */
  mint(): string;
}

/** Starts an agent on a free port, with limits other than the defaults by name. */
export async function startLiveAgent(changes: Readonly<Record<string, number>> = {}): Promise<LiveAgent> {
  const directory = mkdtempSync(join(tmpdir(), 'pipescope-live-'));
  mkdirSync(join(directory, 'web'));
  writeFileSync(join(directory, 'web', 'index.html'), '<!doctype html><title>page</title>');
  const limits = DEFAULT_TRANSPORT_LIMITS;
  const codes = new PairingCodes(limits);
  const keys = new KeyRing(limits);
  const hub = new Hub({ limits: changes, spawn: spawnOverPipes, mint: async (by) => codes.mint(by.role) });
  const audit = new AuditLog(join(directory, 'audit.jsonl'), limits.auditBytes);
  const agentId = randomBytes(16).toString('base64url');
  const server = await AgentServer.start({
    listen: { type: 'loopback', port: 0, exact: true },
    tls: undefined,
    publicHosts: [],
    files: loadStaticFiles(join(directory, 'web')),
    auth: {
      agentId,
      codes,
      keys,
      failures: new FailedAuths(limits),
      limits,
      agent: { version: '0', host: 'here', pid: process.pid, root: false, home: '/', cwd: '/', startedAt: 0 },
      allLimits: { ...hub.limits, ...limits },
      capabilities: [],
      now: () => performance.now(),
    },
    host: hub,
    audit,
    limits,
  });
  const port = server.port ?? 0;
  const { keyId, secret } = keys.add('cli', 'owner', randomBytes(32));
  return {
    port,
    url: `ws://127.0.0.1:${port}/ws`,
    key: { type: 'key', keyId, secret, agentId },
    hub,
    mint: () => codes.mint().code,
    async [Symbol.asyncDispose]() {
      await hub.shutdown();
      server.stopListening();
      server.terminate();
      audit.close();
      rmSync(directory, { recursive: true });
    },
  };
}

/** A TCP proxy whose connections can be reset at any time, or after so many bytes from the agent. */
export interface CuttingProxy extends AsyncDisposable {
  readonly port: number;
  /** Connections that were reset. */
  readonly cuts: number;
  /** Resets every connection now (RST). */
  cut(): void;
  /** Resets a connection once it has carried this many bytes from the agent; null for never. */
  cutEvery: number | null;
}

export async function startCuttingProxy(target: number): Promise<CuttingProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const proxy = { port: 0, cuts: 0, cutEvery: null as number | null };
  const cutPair = (pair: readonly [Socket, Socket]) => {
    if (!pairs.delete(pair)) return;
    proxy.cuts++;
    for (const socket of pair) socket.resetAndDestroy();
  };
  const server = createServer((client) => {
    const agent = dial(target, '127.0.0.1');
    const pair = [client, agent] as const;
    pairs.add(pair);
    let carried = 0;
    client.on('data', (bytes) => agent.write(bytes));
    agent.on('data', (bytes) => {
      const room = proxy.cutEvery === null ? Number.POSITIVE_INFINITY : proxy.cutEvery - carried;
      carried += bytes.length;
      const isOpen = client.write(bytes.subarray(0, room));
      if (carried >= (proxy.cutEvery ?? Number.POSITIVE_INFINITY)) cutPair(pair);
      else if (!isOpen) {
        agent.pause();
        client.once('drain', () => agent.resume());
      }
    });
    for (const [from, to] of [pair, [agent, client] as const]) {
      from.on('error', () => undefined);
      from.on('close', () => {
        pairs.delete(pair);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(proxy, {
    port: (server.address() as AddressInfo).port,
    cut: () => [...pairs].forEach(cutPair),
    async [Symbol.asyncDispose]() {
      for (const pair of [...pairs]) for (const socket of pair) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
